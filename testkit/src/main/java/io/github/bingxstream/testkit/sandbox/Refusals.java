package io.github.bingxstream.testkit.sandbox;

import java.time.Instant;

/** The exchange's refusals with the texts that clients recorded; where none is on record the text is plausible. */
final class Refusals {
    private Refusals() {}

    static RefusedException wrongApiKey() {
        return new RefusedException(100413, "Incorrect apiKey");
    }

    static RefusedException signatureMissing() {
        return new RefusedException(100412, "Null signature");
    }

    static RefusedException wrongSignature() {
        return new RefusedException(100001, "Signature verification failed due to signature mismatch");
    }

    // The %20 belongs to a URL, not to a format.
    @SuppressWarnings("OrphanedFormatString")
    static RefusedException timestamp() {
        return new RefusedException(
                100421,
                "Null timestamp or timestamp mismatch, try to run our sample code from the link "
                        + "https://bingx-api.github.io/docs/#/en-us/spot/account-api.html#Query%20Assets");
    }

    static RefusedException permission(Permission permission) {
        String wanted = permission == Permission.READ ? "Read" : "Spot Trading";
        return new RefusedException(
                100004,
                "Permission denied as the API key was created without the permission，this api need " + wanted
                        + " permission, please config it in https://bingx.com/en/account/api");
    }

    static RefusedException address(String address) {
        return new RefusedException(
                100419,
                "your current request IP is " + address + " does not match IP whitelist , please go to "
                        + "https://bingx.com/en/account/api/ to verify the ip you have set");
    }

    /** The release time is only in the text, as epoch milliseconds: the exchange sends no {@code Retry-After}. */
    static RefusedException rateLimit(Instant release) {
        return new RefusedException(
                100410,
                "code:100410:The endpoint trigger frequency limit rule is currently in the disabled period and will be "
                        + "unblocked after " + release.toEpochMilli());
    }

    static RefusedException parameter(String what) {
        return new RefusedException(100400, what);
    }

    static RefusedException noSuchPath() {
        return new RefusedException(
                100400, "this api is not exist, please refer to the API docs https://bingx-api.github.io/docs");
    }

    static RefusedException noSuchOrder() {
        return new RefusedException(100404, " order not exist");
    }

    static RefusedException notOpen() {
        return new RefusedException(
                100404,
                "the order you want to cancel is FILLED or CANCELLED already, or is not a valid order id ,please verify");
    }

    static RefusedException insufficientBalance(String asset) {
        return new RefusedException(100202, "Insufficient balance " + asset);
    }
}

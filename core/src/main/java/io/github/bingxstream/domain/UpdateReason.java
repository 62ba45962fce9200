package io.github.bingxstream.domain;

/** Why balances were pushed. Field {@code a.m} of the account event. */
public enum UpdateReason {
    /** Not a change: the account as it stands, pushed after a balance subscription. */
    INIT,
    DEPOSIT,
    WITHDRAW,
    ORDER,
    FUNDING_FEE,
    WITHDRAW_REJECT,
    ADJUSTMENT,
    INSURANCE_CLEAR,
    ADMIN_DEPOSIT,
    ADMIN_WITHDRAW,
    MARGIN_TRANSFER,
    MARGIN_TYPE_CHANGE,
    ASSET_TRANSFER,
    OPTIONS_PREMIUM_FEE,
    OPTIONS_SETTLE_PROFIT,
    AUTO_EXCHANGE;

    private static final OpenEnum.Table<UpdateReason> TABLE =
            new OpenEnum.Table<>(UpdateReason.class, UpdateReason::name);

    /** Returns the value for the exchange's text, known or not. */
    public static OpenEnum<UpdateReason> of(String text) {
        return TABLE.of(text);
    }
}

package io.github.bingxstream.testkit.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.bingxstream.AccountStream;
import java.lang.module.ModuleDescriptor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The first line of a capture.
 *
 * @param version of the format
 * @param sdk the version of the library that captured
 * @param begun what the wall clock showed
 */
record Header(int version, String sdk, Instant begun) {

    /** The format that is written; what reads it knows all up to it. */
    static final int VERSION = 1;

    private static final String TYPE = "bingx-stream capture";

    private static final List<String> REDACTED = List.of(
            "API keys, signatures and listen keys",
            "ids of the account, of orders, client orders and trades, and all else that is not known to be harmless:"
                    + " pseudonyms of the same shape",
            "whatever could not be read: its length and a hash");

    private static final List<String> KEPT = List.of(
            "symbols and assets", "prices, quantities, balances and fees", "times", "kinds, states and reasons");

    static Header now(Instant begun) {
        return new Header(VERSION, sdkVersion(), begun);
    }

    /** The module knows its version; on the class path, the archive does if it was told. */
    private static String sdkVersion() {
        return Optional.ofNullable(AccountStream.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(AccountStream.class.getPackage().getImplementationVersion()))
                .orElse("unknown");
    }

    String written() {
        JsonObject line = new JsonObject();
        line.addProperty("type", TYPE);
        line.addProperty("version", version);
        line.addProperty("sdk", sdk);
        line.addProperty("begun", begun.toString());
        line.add("redacted", list(REDACTED));
        line.add("kept", list(KEPT));
        return line.toString();
    }

    private static JsonArray list(List<String> texts) {
        JsonArray list = new JsonArray();
        texts.forEach(list::add);
        return list;
    }

    /**
     * Reads the first line.
     *
     * @throws IllegalArgumentException when it is none, or of a format that is not known
     */
    static Header read(String line) {
        Header header;
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            if (!Objects.equals(json.get("type").getAsString(), TYPE)) {
                throw new IllegalArgumentException("this is no capture");
            }
            header = new Header(
                    json.get("version").getAsInt(),
                    json.get("sdk").getAsString(),
                    Instant.parse(json.get("begun").getAsString()));
        } catch (JsonParseException
                | DateTimeException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("this is no capture", e);
        }
        if (header.version() > VERSION) {
            throw new IllegalArgumentException("the capture has format " + header.version()
                    + ", and this version of the" + " library knows formats up to " + VERSION
                    + ": use the version that captured, " + header.sdk());
        }
        return header;
    }
}

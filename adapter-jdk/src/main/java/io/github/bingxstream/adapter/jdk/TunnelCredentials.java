package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.support.HttpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whether this JVM lets {@code java.net.http} show Basic credentials to a proxy that makes a tunnel. It does not unless it is told
 * to when it starts, and no API changes that: the credentials are left out, and the proxy answers 407.
 */
final class TunnelCredentials {

    static final String PROPERTY = "jdk.http.auth.tunneling.disabledSchemes";

    private TunnelCredentials() {}

    /**
     * @throws IllegalStateException if the proxy's credentials would be left out
     */
    static void requireShown(HttpProxy proxy) {
        if (proxy.authorization().isPresent() && areLeftOut(disabledSchemes())) {
            throw new IllegalStateException(
                    "this JVM shows no Basic credentials to a proxy for a tunnel: start it with -D" + PROPERTY
                            + "= (nothing behind the equals sign), or use adapter-tyrus, which needs no such thing");
        }
    }

    static boolean areLeftOut(@Nullable String disabledSchemes) {
        // The JDK's own default, should its file be missing, is to leave out nothing; but then nobody has promised
        // that.
        return disabledSchemes == null
                || Arrays.stream(disabledSchemes.split(","))
                        .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("Basic"));
    }

    /** The property, or else what the JDK reads in its place. */
    private static @Nullable String disabledSchemes() {
        String given = System.getProperty(PROPERTY);
        return given != null ? given : ofTheJdk();
    }

    private static @Nullable String ofTheJdk() {
        Path file = Path.of(System.getProperty("java.home"), "conf", "net.properties");
        try (InputStream in = Files.newInputStream(file)) {
            Properties defaults = new Properties();
            defaults.load(in);
            return defaults.getProperty(PROPERTY);
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}

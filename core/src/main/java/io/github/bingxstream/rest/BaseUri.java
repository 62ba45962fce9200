package io.github.bingxstream.rest;

import java.net.URI;

/** Where a REST host begins: {@code http(s)://host[:port][/path]}, to which an endpoint's path is appended. */
final class BaseUri {

    private BaseUri() {}

    /**
     * Returns the URI without a slash at its end.
     *
     * @throws IllegalArgumentException if it is no base URI; the message shows its host only, for the rest may be secret
     */
    static URI require(URI uri) {
        String scheme = uri.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw refused(uri, "does not start with https:// or http://", "give it in full");
        }
        if (uri.getHost() == null) {
            throw refused(uri, "has no host", "give one, as in https://open-api.bingx.com");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(uri, "has a user name", "remove it, the API key identifies the caller");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(uri, "has a query or a fragment", "remove it, every query is signed as a whole");
        }
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : uri;
    }

    private static IllegalArgumentException refused(URI uri, String what, String remedy) {
        String host = uri.getHost() == null ? "" : " (" + uri.getHost() + ")";
        return new IllegalArgumentException("the base URI" + host + " " + what + ": " + remedy);
    }
}

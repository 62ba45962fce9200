/**
 * TLS for tests: {@link io.github.bingxstream.testkit.tls.TestCertificates} makes an authority and servers' certificates, good and
 * bad, when they are first asked for. No file holds a key, and nobody outside of the JVM trusts any of it.
 */
@NullMarked
package io.github.bingxstream.testkit.tls;

import org.jspecify.annotations.NullMarked;

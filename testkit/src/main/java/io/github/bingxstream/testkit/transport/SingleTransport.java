package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;

/**
 * One transport, made with the settings that a test asks for.
 *
 * @param frames for streams
 * @param release lets go of it
 */
public record SingleTransport(FrameTransport frames, Runnable release) implements AutoCloseable {

    @Override
    public void close() {
        release.run();
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Where a thread waits as long as somebody keeps it shut. Several may; the last one to open it opens it. */
final class Gate {
    private int shutters;
    private boolean removed;

    synchronized void shut() {
        shutters++;
    }

    synchronized void open() {
        shutters--;
        notifyAll();
    }

    /** Lets everybody pass from now on. */
    synchronized void remove() {
        removed = true;
        notifyAll();
    }

    /** Returns when the gate is open. */
    synchronized void pass() throws InterruptedException {
        while (shutters > 0 && !removed) {
            wait();
        }
    }

    /** A stream whose reader has to pass this gate with what was read, even with its end. */
    InputStream before(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = in.read();
                admit();
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                admit();
                return read;
            }
        };
    }

    private void admit() throws InterruptedIOException {
        try {
            pass();
        } catch (InterruptedException dismissed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}

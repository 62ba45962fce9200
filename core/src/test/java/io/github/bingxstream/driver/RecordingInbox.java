package io.github.bingxstream.driver;

import io.github.bingxstream.session.SessionInput;
import java.util.ArrayList;
import java.util.List;

/** Keeps what connections have to say to a stream. */
class RecordingInbox implements Connections.Inbox {

    final List<SessionInput> told = new ArrayList<>();

    @Override
    public void tell(SessionInput input) {
        told.add(input);
    }

    @Override
    public void hear(SessionInput.SignalReceived message) {
        told.add(message);
    }
}

package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.testkit.capture.Fact.Form;
import java.net.URI;
import java.nio.ByteBuffer;

/** A frame transport that writes down what passes, and passes everything on as it is. */
final class CapturedFrames implements FrameTransport {

    private final FrameTransport transport;
    private final Notebook notebook;

    CapturedFrames(FrameTransport transport, Notebook notebook) {
        this.transport = transport;
        this.notebook = notebook;
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        int number = notebook.nextConnection();
        notebook.hideQuery(endpoint);
        notebook.note(new Fact.Opening(number));
        Connection connection = transport.open(endpoint, new Hearing(number, listener));
        return new Connection() {
            @Override
            public void send(String text) {
                notebook.note(
                        2 * text.length(),
                        (redaction, now) -> new Fact.Sent(number, Contents.ofText(text, redaction, now)));
                connection.send(text);
            }

            @Override
            public void close() {
                notebook.note(new Fact.Closing(number));
                connection.close();
            }
        };
    }

    private final class Hearing implements Listener {

        private final int number;
        private final Listener listener;

        private Hearing(int number, Listener listener) {
            this.number = number;
            this.listener = listener;
        }

        @Override
        public void opened() {
            notebook.note(new Fact.Opened(number));
            listener.opened();
        }

        @Override
        public void text(String message) {
            notebook.note(
                    2 * message.length(),
                    (redaction, now) -> new Fact.Message(number, Form.TEXT, Contents.ofText(message, redaction, now)));
            listener.text(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.duplicate().get(bytes);
            notebook.note(
                    bytes.length,
                    (redaction, now) ->
                            new Fact.Message(number, Contents.formOf(bytes), Contents.ofBinary(bytes, redaction, now)));
            listener.binary(message);
        }

        @Override
        public void ended(Ending ending) {
            notebook.note(
                    2 * ending.detail().length(),
                    (redaction, now) -> new Fact.Ended(
                            number, ending.cause(), ending.code(), redaction.sentence(ending.detail(), now)));
            listener.ended(ending);
        }
    }
}

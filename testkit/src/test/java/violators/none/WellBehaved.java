package violators.none;

import com.google.gson.JsonObject;
import io.github.bingxstream.port.FrameTransport;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

public class WellBehaved {
    private final JsonObject inside = new JsonObject();

    public CompletionStage<Void> open(FrameTransport transport, CompletionStage<String> answer, Executor executor) {
        return answer.thenAcceptAsync(text -> inside.addProperty(text, transport.toString()), executor);
    }
}

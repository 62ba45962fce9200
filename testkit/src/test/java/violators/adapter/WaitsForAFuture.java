package violators.adapter;

import java.util.concurrent.CompletableFuture;

class WaitsForAFuture {
    String wait(CompletableFuture<String> answer) {
        return answer.join();
    }
}

package violators.adapter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class BorrowsATimer {
    CompletableFuture<String> limit(CompletableFuture<String> answer) {
        return answer.orTimeout(1, TimeUnit.SECONDS);
    }
}

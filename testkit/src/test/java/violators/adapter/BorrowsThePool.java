package violators.adapter;

import java.util.concurrent.CompletionStage;

class BorrowsThePool {
    CompletionStage<Void> then(CompletionStage<String> answer) {
        return answer.thenAcceptAsync(text -> {});
    }
}

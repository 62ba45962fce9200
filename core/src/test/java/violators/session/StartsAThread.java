package violators.session;

import java.util.concurrent.Executor;

class StartsAThread {
    void later(Executor executor) {
        executor.execute(() -> {});
    }
}

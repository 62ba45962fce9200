package violators.adapter;

import java.util.logging.Logger;

class Logs {
    void log() {
        Logger.getLogger("adapter").info("connected");
    }
}

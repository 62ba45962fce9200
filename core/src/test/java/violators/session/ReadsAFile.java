package violators.session;

import java.io.File;

class ReadsAFile {
    boolean exists(File file) {
        return file.exists();
    }
}

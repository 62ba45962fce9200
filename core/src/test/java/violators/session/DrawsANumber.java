package violators.session;

import java.util.Random;

class DrawsANumber {
    int number() {
        return new Random(7).nextInt();
    }
}

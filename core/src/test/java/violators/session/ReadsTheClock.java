package violators.session;

class ReadsTheClock {
    long now() {
        return System.nanoTime();
    }
}

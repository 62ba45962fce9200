package violators.adapter;

class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}

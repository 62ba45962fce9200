package violators.adapter;

class Prints {
    void print() {
        System.err.println("connected");
    }
}

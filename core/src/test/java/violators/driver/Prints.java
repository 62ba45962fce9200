package violators.driver;

public class Prints {
    void print() {
        System.out.println();
    }
}

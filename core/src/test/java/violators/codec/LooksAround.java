package violators.codec;

class LooksAround {
    Class<?> other() throws ClassNotFoundException {
        return Class.forName("other");
    }
}

package violators.adapter;

public class Adapter {}

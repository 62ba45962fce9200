package violators.session;

public class Machine {}

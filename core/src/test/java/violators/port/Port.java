package violators.port;

public interface Port {}

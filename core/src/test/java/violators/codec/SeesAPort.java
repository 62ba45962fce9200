package violators.codec;

import violators.port.Port;

public record SeesAPort(Port port) {}

package violators.session;

import violators.codec.SeesAPort;

record SeesTheCodec(SeesAPort codec) {}

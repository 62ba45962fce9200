package violators.checkpoint;

import violators.session.Machine;

record SeesTheSession(Machine machine) {}

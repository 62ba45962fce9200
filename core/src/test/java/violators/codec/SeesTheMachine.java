package violators.codec;

import violators.session.Machine;

record SeesTheMachine(Machine machine) {}

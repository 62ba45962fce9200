package violators.rest;

import violators.session.Machine;

record SeesTheSession(Machine machine) {}

package violators.codec;

import violators.driver.Prints;

record SeesTheDriver(Prints driver) {}

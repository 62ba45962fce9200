package violators.bingxstream.hen;

import violators.bingxstream.egg.Egg;

public record Hen(Egg egg) {}

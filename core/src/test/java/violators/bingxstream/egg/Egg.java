package violators.bingxstream.egg;

import violators.bingxstream.hen.Hen;

public record Egg(Hen hen) {}

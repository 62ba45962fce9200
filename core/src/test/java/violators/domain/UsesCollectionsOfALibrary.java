package violators.domain;

import io.vavr.collection.List;

public class UsesCollectionsOfALibrary {
    public final List<String> orders = List.empty();
}

package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Symbol;
import java.util.Set;

/** What to show; an empty set shows everything of its kind. */
record Filter(Set<Symbol> symbols, Set<Asset> assets) {

    boolean shows(Symbol symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }

    boolean shows(Asset asset) {
        return assets.isEmpty() || assets.contains(asset);
    }
}

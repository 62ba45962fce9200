package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.util.Optional;

/** The texts that one decoder knows by heart, and what it remembers of the last messages. Not thread-safe, because it learns. */
final class Texts {

    static final KnownTexts<OpenEnum<Side>> SIDES = KnownTexts.of(Side::of, Side.values());
    static final KnownTexts<OpenEnum<OrderType>> TYPES = KnownTexts.of(OrderType::of, OrderType.values());
    static final KnownTexts<OpenEnum<OrderStatus>> STATUSES = KnownTexts.of(OrderStatus::of, OrderStatus.values());
    static final KnownTexts<OpenEnum<ExecutionType>> EXECUTIONS =
            KnownTexts.of(ExecutionType::of, ExecutionType.values());
    static final KnownTexts<OpenEnum<UpdateReason>> REASONS = KnownTexts.of(UpdateReason::of, UpdateReason.values());

    /** Symbols and assets to learn. An account trades a handful, and its first snapshot may list some hundred assets. */
    private static final int NAMES_MAX = 256;

    final KnownTexts<Symbol> symbols = KnownTexts.learning(Symbol::new, NAMES_MAX);
    final KnownTexts<Asset> assets = KnownTexts.learning(Asset::new, NAMES_MAX);

    /** The same assets, as fees have them. */
    final KnownTexts<Optional<Asset>> feeAssets = KnownTexts.learning(text -> Optional.of(new Asset(text)), NAMES_MAX);

    final RecentTexts<OrderId> orderIds = new RecentTexts<>(OrderId::new, OrderId::text);
    final RecentTexts<Optional<String>> clientOrderIds = new RecentTexts<>(Optional::of, Optional::get);
    final RecentDecimals<BigDecimal> quantities = new RecentDecimals<>(quantity -> quantity);

    /** Prices, and amounts in quote units or of an asset. */
    final RecentDecimals<Optional<BigDecimal>> amounts = new RecentDecimals<>(Optional::of);

    final RecentTimes times = new RecentTimes();
}

package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.UpdateReason;

/** The texts that one decoder knows by heart. Not thread-safe, because it learns. */
final class Texts {

    /** Symbols and assets to learn: an account trades a handful, and each one learnt costs a rebuilt table. */
    private static final int NAMES_MAX = 64;

    final KnownTexts<OpenEnum<Side>> sides = new KnownTexts<>(Side::of, 0, Side.values());
    final KnownTexts<OpenEnum<OrderType>> types = new KnownTexts<>(OrderType::of, 0, OrderType.values());
    final KnownTexts<OpenEnum<OrderStatus>> statuses = new KnownTexts<>(OrderStatus::of, 0, OrderStatus.values());
    final KnownTexts<OpenEnum<ExecutionType>> executions =
            new KnownTexts<>(ExecutionType::of, 0, ExecutionType.values());
    final KnownTexts<OpenEnum<UpdateReason>> reasons = new KnownTexts<>(UpdateReason::of, 0, UpdateReason.values());
    final KnownTexts<Symbol> symbols = new KnownTexts<>(Symbol::new, NAMES_MAX);
    final KnownTexts<Asset> assets = new KnownTexts<>(Asset::new, NAMES_MAX);
}

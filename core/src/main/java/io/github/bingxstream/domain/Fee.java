package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a fill cost.
 *
 * @param amount in units of {@code asset}; <b>negative means paid</b>, as the exchange has it
 * @param asset what it is paid in: the base asset on a buy, the quote asset on a sell; empty when the exchange left it out
 */
public record Fee(BigDecimal amount, Optional<Asset> asset) {}

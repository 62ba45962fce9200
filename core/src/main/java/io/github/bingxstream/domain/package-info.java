/**
 * What happens on an account, as immutable values: orders, fills, balances, and what is known about the stream itself.
 *
 * <p>Start with {@link io.github.bingxstream.domain.AccountEvent} (facts about the account) and
 * {@link io.github.bingxstream.domain.StreamNotice} (facts about the stream). Decimals are {@link java.math.BigDecimal}s
 * made from the exchange's own literals; ids are text; enumerations are open, see
 * {@link io.github.bingxstream.domain.OpenEnum}. All types are safe to share between threads.
 */
@NullMarked
package io.github.bingxstream.domain;

import org.jspecify.annotations.NullMarked;

package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of one order: what just happened, and the order as it stands after it.
 *
 * <p>Follows "Order update event" ({@code spot.executionReport}) of the exchange's spot account stream documentation.
 *
 * @param origin where and when it came to us
 * @param order the order after the change
 * @param executionType what just happened
 * @param fill the execution that this update reports; empty when it reports none
 */
public record OrderUpdate(Origin origin, Order order, OpenEnum<ExecutionType> executionType, Optional<Fill> fill)
        implements AccountEvent {

    public Symbol symbol() {
        return order.symbol();
    }

    public OrderId orderId() {
        return order.orderId();
    }

    public OpenEnum<OrderStatus> status() {
        return order.status();
    }

    /** Returns the quantity of this update's fill in base units, zero when it reports none. */
    public BigDecimal lastFilledQuantity() {
        return fill.map(Fill::quantity).orElse(BigDecimal.ZERO);
    }

    /** Returns the quantity of all fills so far, in base units. */
    public BigDecimal cumulativeFilledQuantity() {
        return order.cumulativeFilledQuantity();
    }

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.orderUpdate(this);
    }
}

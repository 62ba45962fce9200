package io.github.bingxstream.port;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The account as REST tells it: the second witness, asked when the first may have missed something.
 *
 * <ul>
 *   <li><b>AA-1</b> The methods return promptly; their stages complete within the call's time limit plus the wait that the
 *       exchange's request limits impose, and normally: every refusal and every failure is an {@link Outcome}.
 *   <li><b>AA-2</b> An answer tells the account at some moment between the call and its completion, or before: REST may
 *       lag behind the stream.
 *   <li><b>AA-3</b> The methods may be called by several threads at once, and from within a completing stage.
 * </ul>
 */
public interface AccountApi {

    /** The most fills that one answer holds. */
    int FILLS_MAX = 500;

    /** The most closed orders that one answer holds. */
    int CLOSED_ORDERS_MAX = 100;

    /** Asks for all balances. */
    CompletionStage<Outcome<List<Balance>>> balances();

    /** Asks for all live orders of all symbols, at most 2000. */
    CompletionStage<Outcome<List<Order>>> openOrders();

    /**
     * Asks for orders of all symbols that are done, of a span of exchange time with both ends included. Whether an order's
     * creation or its end must lie in the span, the exchange does not say. An answer of {@link #CLOSED_ORDERS_MAX} orders is a
     * full page: ask for the next.
     *
     * @param page counted from 1; at most 100
     */
    CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page);

    /** Asks for one order, live or done. The answer is empty when there is no such order. */
    CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId);

    /**
     * Asks for the fills of all symbols in a span of exchange time, both ends included, oldest first. An answer of
     * {@link #FILLS_MAX} fills is a full page that holds the <b>oldest</b> of the span: ask again from the last one's
     * millisecond on, and drop what repeats.
     */
    CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to);

    /** Asks for the fills of one order in a span of exchange time, like {@link #fills(Instant, Instant)}. */
    CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to);
}

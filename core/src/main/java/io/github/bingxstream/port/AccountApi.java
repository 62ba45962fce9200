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
 *   <li><b>AA-4</b> Fills come oldest first, those of both ends of the span included. An answer of {@link #FILLS_MAX} is a full
 *       page that holds the oldest of the span; one whose order does not bear that out is a failure, for nobody could tell
 *       which fills it lacks.
 *   <li><b>AA-5</b> Closed orders come in pages, counted from 1 and at most {@link #CLOSED_ORDERS_PAGES_MAX}, in whatever order
 *       the exchange gives. An answer of {@link #CLOSED_ORDERS_MAX} is a full page, and what follows the last one can only be
 *       reached with a narrower span. An order that changes between two pages may come twice or not at all.
 *   <li><b>AA-6</b> What the exchange cannot be asked (a span that ends before it starts, or outside the years 1970 to 9999; a
 *       page outside its range) is a {@link io.github.bingxstream.domain.Failure.Kind#LOCAL LOCAL} failure that says what to
 *       do, and is never sent.
 * </ul>
 */
public interface AccountApi {

    /** The most fills that one answer holds. */
    int FILLS_MAX = 500;

    /** The most closed orders that one answer holds. */
    int CLOSED_ORDERS_MAX = 100;

    /** The last page of closed orders: the exchange gives 10000 of a span at most. */
    int CLOSED_ORDERS_PAGES_MAX = 100;

    /** Asks for all balances. */
    CompletionStage<Outcome<List<Balance>>> balances();

    /** Asks for all live orders of all symbols, at most 2000. */
    CompletionStage<Outcome<List<Order>>> openOrders();

    /**
     * Asks for orders of all symbols that are done, of a span of exchange time with both ends included (AA-5). Whether an
     * order's creation or its end must lie in the span, the exchange does not say. Ask for the next page after a full one.
     *
     * @param page from 1 to {@link #CLOSED_ORDERS_PAGES_MAX}
     */
    CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page);

    /** Asks for one order, live or done. The answer is empty when there is no such order. */
    CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId);

    /**
     * Asks for the fills of all symbols in a span of exchange time (AA-4). After a full page ask again from the last one's
     * millisecond on, and drop what repeats.
     */
    CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to);

    /** Asks for the fills of one order in a span of exchange time, like {@link #fills(Instant, Instant)}. */
    CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to);
}

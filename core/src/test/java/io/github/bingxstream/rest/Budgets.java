package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Moment;

/** What tests of other packages do to a budget. */
public final class Budgets {

    private Budgets() {}

    /** A call is made. */
    public static void book(RequestBudget budget, LimitGroup group, Moment now) {
        budget.admit("an API key", group, now);
    }

    /** The exchange has blocked the address. */
    public static void pause(RequestBudget budget, Moment until) {
        budget.pauseUntil(until);
    }
}

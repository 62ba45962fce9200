/**
 * The exchange's REST interface as far as an account stream needs it: the life of a listen key, and the queries that
 * repair a gap.
 *
 * <p>Start with {@link io.github.bingxstream.rest.BingxRest}. A call runs through this package top down: an endpoint
 * becomes a canonical query, waits for its turn in the {@link io.github.bingxstream.rest.RequestBudget}, is signed with the
 * exchange's time, goes to the first host that answers, and its answer is judged by status and body together.
 */
@NullMarked
package io.github.bingxstream.rest;

import org.jspecify.annotations.NullMarked;

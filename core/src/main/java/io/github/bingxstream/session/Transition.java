package io.github.bingxstream.session;

import java.util.List;

/**
 * The result of a step.
 *
 * @param state the state after it
 * @param actions what to do, in this order
 */
public record Transition(SessionState state, List<SessionAction> actions) {}

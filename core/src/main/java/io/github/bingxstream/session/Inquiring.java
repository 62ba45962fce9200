package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.time.Instant;

/** An {@link Inquiry}, taken apart for one step; most steps have no use for it and leave it as it is. */
final class Inquiring {

    Instant promisedFrom;
    Option<Completeness.Asking> asking;
    Option<Completeness.Delivering> delivering;
    long queries;
    Option<Moment> begunAt;
    Option<Moment> roundAt;
    int roundFailures;
    int doubts;
    Set<String> suspects;
    Option<Moment> suspectedAt;
    String trouble;

    Inquiring(Inquiry before) {
        promisedFrom = before.promisedFrom();
        asking = before.asking();
        delivering = before.delivering();
        queries = before.queries();
        begunAt = before.begunAt();
        roundAt = before.roundAt();
        roundFailures = before.roundFailures();
        doubts = before.doubts();
        suspects = before.suspects();
        suspectedAt = before.suspectedAt();
        trouble = before.trouble();
    }

    Inquiry state() {
        return new Inquiry(
                promisedFrom,
                asking,
                delivering,
                queries,
                begunAt,
                roundAt,
                roundFailures,
                doubts,
                suspects,
                suspectedAt,
                trouble);
    }

    /** A round has been answered, or what it found delivered, or will not be. */
    void finished() {
        asking = Option.none();
        delivering = Option.none();
    }

    /** The connection is gone: what is being asked will not be the end of it. */
    void interrupted() {
        asking = asking.filter(question -> question.againAt().isEmpty()).map(Completeness.Asking::abandoned);
        delivering = Option.none();
        roundAt = Option.none();
        suspects = HashSet.empty();
    }

    /** REST failed, or gave no clear picture. */
    void failing(String why) {
        roundFailures++;
        trouble = why;
    }

    /** REST can be believed. */
    void believing() {
        roundFailures = 0;
        doubts = 0;
        trouble = "";
    }
}

package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where and when a message came in: what all events in it have in common. */
record Witness(long epoch, String keyFingerprint, Moment receivedAt) {

    Origin origin(@Nullable Instant eventTime) {
        return new Origin(Provenance.STREAM, epoch, keyFingerprint, Optional.ofNullable(eventTime), receivedAt);
    }
}

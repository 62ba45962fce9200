package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connection that messages come in by: what all events of it have in common. */
record Witness(long epoch, String keyFingerprint) {

    Origin origin(@Nullable Instant eventTime, Moment receivedAt) {
        return new Origin(Provenance.STREAM, epoch, keyFingerprint, Optional.ofNullable(eventTime), receivedAt);
    }
}

package io.github.bingxstream.testkit.checkpoint;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.testkit.contract.Witness;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** For each rule of {@link CheckpointStoreContract} a store that breaks it. */
public final class CheckpointStoreWitnesses {

    private static final Checkpoint MADE_UP = new Checkpoint(Instant.EPOCH, List.of());

    private CheckpointStoreWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("CS-1", "makes a checkpoint up", new Keeper() {
                    @Override
                    public Optional<Checkpoint> load() {
                        return Optional.of(MADE_UP);
                    }
                }),
                breaking("CS-2", "keeps the first", new Keeper() {
                    @Override
                    public void save(Checkpoint checkpoint) {
                        kept = kept == null ? checkpoint : kept;
                    }
                }),
                breaking("CS-3", "forgets with the process", new Keeper() {
                    @Override
                    protected CheckpointStore afterARestart() {
                        kept = null;
                        return this;
                    }
                }),
                breaking("CS-4", "hands out and forgets", new Keeper() {
                    @Override
                    public Optional<Checkpoint> load() throws IOException {
                        Optional<Checkpoint> loaded = super.load();
                        kept = null;
                        return loaded;
                    }
                }),
                breaking(
                        "CS-5",
                        "takes ids for numbers",
                        keeping(mark -> new OrderMark(
                                mark.symbol(),
                                new OrderId(mark.orderId().text().replaceAll("^0+(?=.)", "")),
                                mark.status(),
                                mark.cumulativeFilledQuantity(),
                                mark.deliveredQuantity(),
                                mark.deliveredFills()))),
                breaking(
                        "CS-6",
                        "rounds quantities",
                        keeping(mark -> new OrderMark(
                                mark.symbol(),
                                mark.orderId(),
                                mark.status(),
                                rounded(mark.cumulativeFilledQuantity()),
                                rounded(mark.deliveredQuantity()),
                                mark.deliveredFills()))),
                breaking("CS-7", "cuts the time to milliseconds", new Keeper() {
                    @Override
                    public void save(Checkpoint checkpoint) {
                        kept = new Checkpoint(
                                checkpoint.completeUntil().truncatedTo(ChronoUnit.MILLIS), checkpoint.orders());
                    }
                }),
                breaking("CS-8", "has room for a thousand orders", new Keeper() {
                    @Override
                    public void save(Checkpoint checkpoint) {
                        kept = half(checkpoint);
                    }
                }),
                breaking("CS-9", "keeps half when killed", new Keeper() {
                    @Override
                    protected void killWhileSaving(Checkpoint one, Checkpoint other) {
                        kept = half(other);
                    }
                }),
                breaking("CS-10", "leaves a lock behind when killed", new Keeper() {
                    private boolean locked;

                    @Override
                    protected void killWhileSaving(Checkpoint one, Checkpoint other) {
                        locked = true;
                    }

                    @Override
                    public void save(Checkpoint checkpoint) throws IOException {
                        if (locked) {
                            throw new IOException("locked");
                        }
                        super.save(checkpoint);
                    }
                }),
                breaking("CS-11", "belongs to a thread", new Keeper() {
                    private final Map<Thread, Checkpoint> own = new ConcurrentHashMap<>();

                    @Override
                    public Optional<Checkpoint> load() {
                        return Optional.ofNullable(own.get(Thread.currentThread()));
                    }

                    @Override
                    public void save(Checkpoint checkpoint) {
                        own.put(Thread.currentThread(), checkpoint);
                    }
                }),
                breaking("CS-12", "starts afresh in silence", new Keeper() {
                    @Override
                    public Optional<Checkpoint> load() {
                        return damaged ? Optional.empty() : Optional.ofNullable(kept);
                    }
                }),
                breaking("CS-13", "starts afresh at the second attempt", new Keeper() {
                    @Override
                    public Optional<Checkpoint> load() throws IOException {
                        if (damaged) {
                            damaged = false;
                            kept = null;
                            throw new IOException("damaged on purpose");
                        }
                        return super.load();
                    }
                }));
    }

    private static Witness breaking(String rule, String words, Keeper broken) {
        return new Witness(rule, words, () -> Witness.call(CheckpointStoreContract.class, rule, broken));
    }

    private static Keeper keeping(UnaryOperator<OrderMark> change) {
        return new Keeper() {
            @Override
            public void save(Checkpoint checkpoint) {
                kept = new Checkpoint(
                        checkpoint.completeUntil(),
                        checkpoint.orders().stream().map(change).toList());
            }
        };
    }

    private static BigDecimal rounded(BigDecimal quantity) {
        return quantity.setScale(8, RoundingMode.HALF_EVEN);
    }

    private static Checkpoint half(Checkpoint whole) {
        return new Checkpoint(
                whole.completeUntil(),
                whole.orders().subList(0, Math.min(1_000, whole.orders().size())));
    }

    /** A store in memory that breaks nothing; its processes are imagined. */
    static class Keeper extends CheckpointStoreContract implements CheckpointStore {

        volatile @Nullable Checkpoint kept;

        volatile boolean damaged;

        @Override
        protected CheckpointStore afterARestart() throws IOException {
            return this;
        }

        @Override
        protected void killWhileSaving(Checkpoint one, Checkpoint other) throws IOException {
            save(other);
        }

        @Override
        protected void damage() {
            damaged = true;
        }

        @Override
        public Optional<Checkpoint> load() throws IOException {
            if (damaged) {
                throw new IOException("damaged on purpose");
            }
            return Optional.ofNullable(kept);
        }

        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            kept = checkpoint;
        }
    }
}

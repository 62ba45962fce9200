package io.github.bingxstream.testkit.contract;

import io.github.bingxstream.testkit.checkpoint.CheckpointStoreContract;
import io.github.bingxstream.testkit.checkpoint.CheckpointStoreWitnesses;
import io.github.bingxstream.testkit.listenkey.ListenKeyContract;
import io.github.bingxstream.testkit.listenkey.ListenKeyWitnesses;
import io.github.bingxstream.testkit.sink.EventSinkContract;
import io.github.bingxstream.testkit.sink.EventSinkWitnesses;
import io.github.bingxstream.testkit.sink.SinkPromisesContract;
import io.github.bingxstream.testkit.sink.SinkPromisesWitnesses;
import io.github.bingxstream.testkit.transport.FrameTransportContract;
import io.github.bingxstream.testkit.transport.FrameTransportWitnesses;
import io.github.bingxstream.testkit.transport.HttpTransportContract;
import io.github.bingxstream.testkit.transport.HttpTransportWitnesses;
import io.github.bingxstream.testkit.transport.ProxyContract;
import io.github.bingxstream.testkit.transport.ProxyWitnesses;
import io.github.bingxstream.testkit.transport.TlsContract;
import io.github.bingxstream.testkit.transport.TlsWitnesses;
import java.util.List;

/** All contracts and their witnesses. */
final class Contracts {

    static final List<Contract> ALL = List.of(
            new Contract("FT", "FrameTransport", FrameTransportContract.class, FrameTransportWitnesses.all()),
            new Contract("HT", "HttpTransport", HttpTransportContract.class, HttpTransportWitnesses.all()),
            new Contract("TLS", "Transports: TLS", TlsContract.class, TlsWitnesses.all()),
            new Contract("PX", "Transports: proxies", ProxyContract.class, ProxyWitnesses.all()),
            new Contract("LK", "ListenKeyApi", ListenKeyContract.class, ListenKeyWitnesses.all()),
            new Contract(
                    "ES", "EventSink: what it is promised", SinkPromisesContract.class, SinkPromisesWitnesses.all()),
            new Contract("ES", "EventSink: what it bears", EventSinkContract.class, EventSinkWitnesses.all()),
            new Contract("CS", "CheckpointStore", CheckpointStoreContract.class, CheckpointStoreWitnesses.all()));

    private Contracts() {}

    /**
     * The rules of one port, or one side of it.
     *
     * @param prefix what their numbers begin with
     * @param title the port
     * @param suite the tests
     * @param witnesses what breaks them
     */
    record Contract(String prefix, String title, Class<?> suite, List<Witness> witnesses) {}
}

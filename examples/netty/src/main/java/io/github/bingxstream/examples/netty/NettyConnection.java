package io.github.bingxstream.examples.netty;

import static io.github.bingxstream.port.FrameTransport.Cause.LOST;
import static io.github.bingxstream.port.FrameTransport.Cause.UNREACHABLE;
import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.MESSAGE_TOO_BIG;
import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.NORMAL_CLOSURE;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.Outbox;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection, which lives on the event loop: what others ask for becomes a task there, so that nothing here needs a lock. The
 * listener is called beside the loop, one call after the other (FT-14), never on the stack of who asked (FT-3, FT-39, FT-67).
 *
 * <p>Its end has two steps: whatever comes first decides {@link #ending}; when the socket is gone, the listener is told.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What matters of it arrives in exceptionCaught, or closes the channel.
final class NettyConnection extends SimpleChannelInboundHandler<Object> implements Connection {

    private final Channel channel = new NioSocketChannel();

    /** Completed by whatever comes first, on whichever thread. */
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    private final URI endpoint;
    private final Listener listener;
    private final TransportSettings settings;
    private final OffStack tasks;
    private final Executor beside;
    private final Outbox outbox;
    private final WebSocketClientHandshaker handshaker;
    private volatile boolean opened;

    /** Once something has gone wrong, nothing that was still read is a message. After a polite close it is. */
    private boolean deaf;

    /** Completes when the listener has heard all that it was told. */
    private CompletableFuture<?> heard = CompletableFuture.completedFuture(null);

    NettyConnection(URI endpoint, Listener listener, TransportSettings settings, OffStack tasks, Executor beside) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.settings = settings;
        this.tasks = tasks;
        this.beside = beside;
        this.outbox = new Outbox(
                tasks, settings.sendTimeout(), settings.textsWaitingMax(), this::write, why -> end(LOST, why));
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                endpoint, WebSocketVersion.V13, null, false, EmptyHttpHeaders.INSTANCE, settings.messageBytesMax());
    }

    // ------------------------------------------------------------------------------------------------------ beginning

    /** Begins to connect. A name is resolved beside the loop, where it would hold up all other connections. */
    NettyConnection start(EventLoop loop, @Nullable SSLContext tls) {
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls == null ? 80 : 443;
        if (tls != null) {
            channel.pipeline().addLast(secured(tls, port));
        }
        channel.pipeline().addLast(new HttpClientCodec(), new Utf8FrameValidator());
        channel.pipeline().addLast(new WebSocketFrameAggregator(settings.messageBytesMax()), this);
        // As a task of its own, because a decoder that meets nonsense closes the channel first and says why second.
        channel.closeFuture().addListener(gone -> tasks.run(this::gone));
        loop.register(channel);
        tasks.later(settings.connectTimeout(), () -> {
            if (!opened) {
                end(
                        UNREACHABLE,
                        "no handshake within " + settings.connectTimeout().toMillis() + " ms");
            }
        });
        beside.execute(() -> {
            InetSocketAddress peer = new InetSocketAddress(endpoint.getHost(), port);
            tasks.run(() -> channel.connect(peer).addListener(done -> {
                if (!done.isSuccess()) {
                    end(UNREACHABLE, "no connection: " + Failures.describe(done.cause()));
                }
            }));
        });
        return this;
    }

    private SslHandler secured(SSLContext tls, int port) {
        SslHandler handler = new SslHandler(TlsTrust.engine(tls, endpoint.getHost(), port));
        // By default three seconds, on top of the time for our close frame: all of it has to be within five (FT-60).
        handler.setCloseNotifyFlushTimeoutMillis(1_000);
        return handler;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(channel);
    }

    private void answered(HttpResponse response) {
        int status = response.status().code();
        if (status == 101 || response.decoderResult().isFailure()) {
            FullHttpResponse upgrade = new DefaultFullHttpResponse(response.protocolVersion(), response.status());
            upgrade.headers().set(response.headers());
            // Throws if anything is wrong with it, which arrives in exceptionCaught.
            handshaker.finishHandshake(channel, upgrade);
            opened = true;
            tell(accepted -> listener.opened(), status);
        } else {
            ending.complete(new Ending(Cause.REFUSED, OptionalInt.of(status), "refused with status " + status));
            channel.close();
        }
    }

    // -------------------------------------------------------------------------------------------------------- messages

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (deaf || (ending.isDone() && !opened)) {
            return;
        }
        if (message instanceof TextWebSocketFrame text) {
            tell(listener::text, text.text());
        } else if (message instanceof BinaryWebSocketFrame binary) {
            // A copy: the buffer is used again when this method returns.
            tell(listener::binary, ByteBuffer.wrap(ByteBufUtil.getBytes(binary.content())));
        } else if (message instanceof PingWebSocketFrame ping && channel.isWritable()) {
            // To a peer that sends pings and reads nothing, answers would pile up.
            channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            closedByPeer(close);
        } else if (message instanceof HttpResponse response) {
            answered(response);
        }
    }

    /**
     * Makes a call beside the loop, whose other connections go on (FT-29), and after the calls before, even if one threw. Until it
     * has returned, nothing more is read (FT-30).
     */
    private <T> void tell(Consumer<T> call, T what) {
        channel.config().setAutoRead(false);
        CompletableFuture<?> told = heard.whenCompleteAsync((before, thrown) -> call.accept(what), beside);
        heard = told;
        // What is on stays on: the loop may hear of the end of an earlier call after that of the last.
        Runnable readOn = () -> channel.config().setAutoRead(channel.config().isAutoRead() || told == heard);
        told.whenCompleteAsync((now, thrown) -> readOn.run(), channel.eventLoop());
    }

    @Override
    public void send(String text) {
        if (opened) {
            outbox.add(text);
        }
    }

    private CompletableFuture<?> write(String text) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // One that fails closes the channel, and with it ends the connection.
        channel.writeAndFlush(new TextWebSocketFrame(text)).addListener(done -> sent.complete(null));
        return sent;
    }

    // ------------------------------------------------------------------------------------------------------------ ends

    @Override
    public void close() {
        // Decided at once: what the peer does after this call is not the cause any more.
        if (ending.complete(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"))) {
            tasks.later(opened ? settings.closeGrace() : Duration.ZERO, channel::close);
            outbox.finish(() -> channel.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE)));
        }
    }

    private void closedByPeer(CloseWebSocketFrame frame) {
        OptionalInt code = frame.statusCode() < 0 ? OptionalInt.empty() : OptionalInt.of(frame.statusCode());
        String words = "closed by the peer: " + Failures.quote(endpoint, frame.reasonText());
        if (ending.complete(new Ending(Cause.CLOSED_BY_PEER, code, words))) {
            outbox.shut();
            tasks.later(settings.closeGrace(), channel::close);
            channel.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE)).addListener(ChannelFutureListener.CLOSE);
        } else {
            // As a task, behind the close frame that we may be about to send.
            tasks.run(channel::close);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof TooLongFrameException
                || (failure instanceof CorruptedWebSocketFrameException frame
                        && frame.closeStatus().equals(MESSAGE_TOO_BIG))) {
            end(Cause.TOO_LARGE, "a message was larger than " + settings.messageBytesMax() + " bytes");
        } else if (failure instanceof CorruptedFrameException || failure instanceof WebSocketHandshakeException) {
            end(Cause.PROTOCOL_VIOLATION, "the peer broke the WebSocket protocol");
        } else {
            end(opened ? LOST : UNREACHABLE, "the connection broke: " + Failures.describe(failure));
        }
    }

    private void gone() {
        end(opened ? LOST : UNREACHABLE, "cut without a close frame");
        ending.thenAccept(how -> tell(listener::ended, how));
    }

    /** Whatever fails while the loop shuts down fails because the transport was closed. */
    private void end(Cause cause, String detail) {
        Cause first = channel.eventLoop().isShuttingDown() ? Cause.CLOSED_BY_US : cause;
        ending.complete(new Ending(first, OptionalInt.empty(), detail));
        deaf = true;
        outbox.shut();
        channel.close();
    }
}

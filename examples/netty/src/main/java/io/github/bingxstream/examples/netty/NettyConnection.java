package io.github.bingxstream.examples.netty;

import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.MESSAGE_TOO_BIG;
import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.NORMAL_CLOSURE;

import io.github.bingxstream.examples.netty.NettyFrameTransport.Limits;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.Outbox;
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
import io.netty.handler.codec.http.HttpResponseStatus;
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
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * One connection, which lives on the event loop: what others ask for becomes a task there. So nothing here needs a lock, and the
 * listener is called by one thread (FT-1), never on the stack of who asked (FT-8).
 *
 * <p>Its end has two steps: whatever comes first decides {@link #ending}; when the socket is gone, the listener is told.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // What matters of it also arrives in exceptionCaught, or closes the channel.
final class NettyConnection extends SimpleChannelInboundHandler<Object> implements Connection {

    private final Channel channel = new NioSocketChannel();

    /** Completed by whatever comes first, on whichever thread. */
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    private final URI endpoint;
    private final Listener listener;
    private final Limits limits;
    private final OffStack offStack;
    private final Outbox outbox;
    private final WebSocketClientHandshaker handshaker;
    private volatile boolean opened;

    /** Once something has gone wrong, nothing that was still read is a message. After a polite close it is. */
    private boolean deaf;

    NettyConnection(URI endpoint, Listener listener, Limits limits, OffStack offStack) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.limits = limits;
        this.offStack = offStack;
        this.outbox =
                new Outbox(offStack, limits.send(), limits.textsMax(), this::sendNow, why -> end(Cause.LOST, why));
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                endpoint, WebSocketVersion.V13, null, false, EmptyHttpHeaders.INSTANCE, limits.messageBytesMax());
    }

    // ------------------------------------------------------------------------------------------------------ beginning

    /** Begins to connect. A name is resolved on the resolver: on the loop it would hold up all other connections. */
    void start(EventLoop loop, @Nullable SSLContext tls, Executor resolver) {
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls == null ? 80 : 443;
        if (tls != null) {
            channel.pipeline().addLast(secured(tls.createSSLEngine(endpoint.getHost(), port)));
        }
        channel.pipeline().addLast(new HttpClientCodec(), new Utf8FrameValidator());
        channel.pipeline().addLast(new WebSocketFrameAggregator(limits.messageBytesMax()), this);
        // As a task of its own, because a decoder that meets nonsense closes the channel first and says why second.
        channel.closeFuture().addListener(gone -> offStack.run(this::gone));
        loop.register(channel);
        offStack.later(limits.connect(), () -> {
            if (!opened) {
                end(Cause.UNREACHABLE, "no handshake within " + limits.connect().toMillis() + " ms");
            }
        });
        resolver.execute(() -> {
            InetSocketAddress peer = new InetSocketAddress(endpoint.getHost(), port);
            offStack.run(() -> channel.connect(peer).addListener(done -> {
                if (!done.isSuccess()) {
                    end(Cause.UNREACHABLE, "no connection: " + Failures.describe(done.cause()));
                }
            }));
        });
    }

    private SslHandler secured(SSLEngine engine) {
        engine.setUseClientMode(true);
        SSLParameters checks = engine.getSSLParameters();
        // Otherwise a certificate for any name would do.
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(checks);
        return new SslHandler(engine);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(channel);
    }

    private void answered(HttpResponse response) {
        int status = response.status().code();
        if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
                || response.decoderResult().isFailure()) {
            FullHttpResponse upgrade = new DefaultFullHttpResponse(response.protocolVersion(), response.status());
            upgrade.headers().set(response.headers());
            // Throws if anything is wrong with it, which arrives in exceptionCaught.
            handshaker.finishHandshake(channel, upgrade);
            opened = true;
            listener.opened();
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
            listener.text(text.text());
        } else if (message instanceof BinaryWebSocketFrame binary) {
            listener.binary(binary.content().nioBuffer());
        } else if (message instanceof PingWebSocketFrame ping && channel.isWritable()) {
            // To a peer that sends pings and reads nothing, answers would pile up.
            channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            closedByPeer(close);
        } else if (message instanceof HttpResponse response) {
            answered(response);
        }
    }

    @Override
    public void send(String text) {
        if (opened) {
            outbox.add(text);
        }
    }

    private CompletableFuture<?> sendNow(String text) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        channel.writeAndFlush(new TextWebSocketFrame(text)).addListener(done -> {
            if (!done.isSuccess()) {
                sent.completeExceptionally(done.cause());
            }
            sent.complete(null);
        });
        return sent;
    }

    // ------------------------------------------------------------------------------------------------------------ ends

    @Override
    public void close() {
        // Decided at once: what the peer does after this call is not the cause any more.
        if (ending.complete(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"))) {
            offStack.later(opened ? limits.closeGrace() : Duration.ZERO, channel::close);
            outbox.finish(() -> channel.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE)));
        }
    }

    private void closedByPeer(CloseWebSocketFrame frame) {
        OptionalInt code = frame.statusCode() < 0 ? OptionalInt.empty() : OptionalInt.of(frame.statusCode());
        String words = "closed by the peer: " + Failures.quote(endpoint, frame.reasonText());
        if (ending.complete(new Ending(Cause.CLOSED_BY_PEER, code, words))) {
            outbox.shut();
            offStack.later(limits.closeGrace(), channel::close);
            channel.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE)).addListener(ChannelFutureListener.CLOSE);
        } else {
            // As a task, behind the close frame that we may be about to send.
            offStack.run(channel::close);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof TooLongFrameException
                || (failure instanceof CorruptedWebSocketFrameException frame
                        && frame.closeStatus().equals(MESSAGE_TOO_BIG))) {
            end(Cause.TOO_LARGE, "a message was larger than " + limits.messageBytesMax() + " bytes");
        } else if (failure instanceof CorruptedFrameException || failure instanceof WebSocketHandshakeException) {
            end(Cause.PROTOCOL_VIOLATION, "the peer broke the WebSocket protocol");
        } else {
            end(opened ? Cause.LOST : Cause.UNREACHABLE, "the connection broke: " + Failures.describe(failure));
        }
    }

    private void gone() {
        end(opened ? Cause.LOST : Cause.UNREACHABLE, "cut without a close frame");
        ending.thenAccept(listener::ended);
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

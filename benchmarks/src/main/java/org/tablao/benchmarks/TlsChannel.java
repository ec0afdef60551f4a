package org.tablao.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS over a channel that does not wait, so that a thousand workers live on one thread. One thread. */
final class TlsChannel implements ReadableByteChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer sealed;
    private final ByteBuffer outgoing;
    private final ByteBuffer opened;

    /** @param channel waits, until its owner says otherwise: the handshake is done by then */
    TlsChannel(SocketChannel channel, SSLContext context) throws IOException {
        this.channel = channel;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        int packet = engine.getSession().getPacketBufferSize();
        this.sealed = ByteBuffer.allocate(packet).flip();
        this.outgoing = ByteBuffer.allocate(packet);
        this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
        handshake();
    }

    private void handshake() throws IOException {
        engine.beginHandshake();
        for (HandshakeStatus status = engine.getHandshakeStatus(); isOngoing(status); ) {
            switch (status) {
                case NEED_WRAP -> seal(NOTHING.duplicate());
                case NEED_TASK -> engine.getDelegatedTask().run();
                default -> {
                    if (!open()) {
                        receive();
                    }
                }
            }
            status = engine.getHandshakeStatus();
        }
    }

    private static boolean isOngoing(HandshakeStatus status) {
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    /** Whether something has come that was not read yet: no selector tells of it. */
    boolean hasMore() {
        return opened.hasRemaining();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!opened.hasRemaining()) {
            receive();
            boolean more = true;
            while (more && !opened.hasRemaining()) {
                more = open();
            }
        }
        int length = Math.min(target.remaining(), opened.remaining());
        target.put(target.position(), opened, opened.position(), length);
        opened.position(opened.position() + length);
        return length;
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            seal(bytes);
        }
    }

    private void seal(ByteBuffer bytes) throws IOException {
        outgoing.clear();
        engine.wrap(bytes, outgoing);
        outgoing.flip();
        channel.write(outgoing);
        if (outgoing.hasRemaining()) {
            throw new IOException("the manager does not take what it is sent");
        }
    }

    private void receive() throws IOException {
        sealed.compact();
        int read = channel.read(sealed);
        sealed.flip();
        if (read < 0) {
            throw new EOFException("the connection was closed by the other side");
        }
    }

    /** Opens one record; false where there is no whole one. */
    private boolean open() throws IOException {
        opened.compact();
        SSLEngineResult result = engine.unwrap(sealed, opened);
        opened.flip();
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("the connection was closed by the other side");
        }
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        return result.getStatus() == SSLEngineResult.Status.OK && result.bytesConsumed() > 0;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

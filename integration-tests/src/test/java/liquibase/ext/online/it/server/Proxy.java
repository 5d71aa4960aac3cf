package liquibase.ext.online.it.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between a client and a server, which can be slow and can be cut. It passes bytes on and understands none of
 * them.
 */
public final class Proxy implements Closeable {
    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private volatile boolean cut;
    private volatile boolean silent;
    private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();

    /** Listens on a free local port and passes on to the server. */
    public Proxy(PostgresServer server) throws IOException {
        this.server = URI.create(server.adminUrl().substring("jdbc:".length()));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy", this::accept);
    }

    /** Bytes arrive this much later, in either direction; as many may be under way as the sender likes. */
    public void delay(Duration oneWay) {
        delayNanos = oneWay.toNanos();
    }

    /**
     * Resets every connection and lets nobody in. What was sent has arrived or has not; a statement that the server is at
     * runs on, and its client will never hear how it ended.
     */
    public void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            reset(socket);
        }
    }

    /**
     * Drops what every connection sends from now on and tells nobody, as a firewall does that has forgotten them. New ones
     * are as good as ever.
     */
    public void forget() {
        forgotten.addAll(sockets);
    }

    /** As {@link #forget}, and so for new connections. */
    public void fallSilent() {
        silent = true;
        forget();
    }

    /** Lets clients connect again after {@link #cut}. */
    public void restore() {
        cut = false;
    }

    /** The JDBC URL of a database of the server, by way of this proxy. */
    public String url(TestDatabase database) {
        String direct = "//" + server.getAuthority() + "/";
        if (!database.url().contains(direct)) {
            throw new IllegalArgumentException("Not a database of the server behind this proxy: " + database.url());
        }
        return database.url().replace(direct, "//localhost:" + listener.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        if (silent) {
            forget();
        }
        try {
            if (cut) {
                throw new IOException("The network is cut");
            }
            server.connect(new InetSocketAddress(this.server.getHost(), this.server.getPort()));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            pass(client, server);
            pass(server, client);
        } catch (IOException unreachable) {
            reset(client);
            reset(server);
        }
        if (cut) {
            reset(client);
            reset(server);
        }
    }

    private void pass(Socket from, Socket to) {
        BlockingQueue<Packet> underWay = new LinkedBlockingQueue<>();
        start("proxy-read", () -> read(from, underWay));
        start("proxy-write", () -> write(underWay, to));
    }

    /**
     * @param bytes none at the end of the stream
     * @param due when it arrives, by {@link System#nanoTime}
     */
    private record Packet(ByteBuffer bytes, long due) {}

    private void read(Socket from, BlockingQueue<Packet> underWay) {
        byte[] buffer = new byte[8192];
        try {
            InputStream input = from.getInputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                if (!forgotten.contains(from)) {
                    underWay.add(packet(Arrays.copyOf(buffer, length)));
                }
            }
        } catch (IOException hungUp) {
            // The other side is told by the end of the stream, as it would be by a reset.
        } finally {
            if (!forgotten.contains(from)) {
                sockets.remove(from);
                underWay.add(packet());
            }
        }
    }

    private Packet packet(byte... bytes) {
        return new Packet(ByteBuffer.wrap(bytes), System.nanoTime() + delayNanos);
    }

    private static void write(BlockingQueue<Packet> underWay, Socket to) {
        try (to) {
            OutputStream output = to.getOutputStream();
            for (Packet packet = underWay.take(); packet.bytes().hasRemaining(); packet = underWay.take()) {
                for (long left = packet.due() - System.nanoTime(); left > 0; left = packet.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                output.write(packet.bytes().array());
            }
        } catch (IOException hungUp) {
            // Nobody is left to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reset(Socket socket) throws IOException {
        sockets.remove(socket);
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

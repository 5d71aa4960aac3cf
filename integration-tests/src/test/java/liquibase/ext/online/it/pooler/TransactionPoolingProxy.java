package liquibase.ext.online.it.pooler;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pooler in transaction mode, as far as a client can tell: one connection for the client, two sessions of the server
 * behind it, another one after each transaction, and a backend key that belongs to neither. Speaks the wire protocol of
 * the manual's chapter "Frontend/Backend Protocol" without TLS, passwords, COPY and Flush.
 */
public final class TransactionPoolingProxy implements AutoCloseable {
    /** The process id that the client is told; no server has it, because process ids stop at 2^22. */
    public static final int MADE_UP_PID = 1_234_567_890;

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int PROTOCOL_3 = 3 << 16;

    private final String host;
    private final int port;
    private final ServerSocket listener;

    /** Listens on a free local port and passes on to the server at {@code host:port}, which must trust its clients. */
    public TransactionPoolingProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("pooler", this::accept);
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start("pooler-client", () -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (Peer client = new Peer(socket)) {
            byte[] startup = client.readStartup();
            if (startup.length == 0) {
                return;
            }
            try (Peer first = new Peer(new Socket(host, port));
                    Peer second = new Peer(new Socket(host, port))) {
                greet(first, startup, client);
                greet(second, startup, null);
                relay(client, List.of(first, second));
            }
        } catch (IOException e) {
            // One side hung up, which ends the session on the other side too; the client's driver reports it.
            return;
        }
    }

    private static void greet(Peer server, byte[] startup, @Nullable Peer client) throws IOException {
        server.out.writeInt(startup.length + 4);
        server.out.write(startup);
        server.out.flush();
        Message message;
        do {
            message = server.read();
            if (message.type == 'R' && message.body[3] != 0) {
                throw new IllegalStateException("the server behind the pooler asks for a password");
            }
            if (client != null) {
                client.write(message.type == 'K' ? Message.backendKey() : message);
            }
        } while (message.type != 'Z' && message.type != 'E');
        if (client != null) {
            client.out.flush();
        }
    }

    private static void relay(Peer client, List<Peer> servers) throws IOException {
        int current = 0;
        while (true) {
            Peer server = servers.get(current);
            Message request = client.read();
            server.write(request);
            if (request.type == 'X') {
                return;
            }
            if (request.type == 'Q' || request.type == 'S') {
                server.out.flush();
                boolean betweenTransactions = reply(server, client) == 'I';
                current = betweenTransactions ? 1 - current : current;
            }
        }
    }

    private static char reply(Peer server, Peer client) throws IOException {
        Message message;
        do {
            message = server.read();
            client.write(message);
        } while (message.type != 'Z');
        client.out.flush();
        return (char) message.body[0];
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Message {
        private final char type;
        private final byte[] body;

        Message(char type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        static Message backendKey() {
            return new Message(
                    'K', ByteBuffer.allocate(8).putInt(MADE_UP_PID).putInt(0).array());
        }
    }

    private static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        /** The start-up message without its length; empty for a request to cancel, which a pooler may ignore. */
        byte[] readStartup() throws IOException {
            while (true) {
                byte[] body = in.readNBytes(in.readInt() - 4);
                int code = ByteBuffer.wrap(body).getInt();
                if (code != SSL_REQUEST && code != GSS_REQUEST) {
                    return code == PROTOCOL_3 ? body : new byte[0];
                }
                out.write('N');
                out.flush();
            }
        }

        Message read() throws IOException {
            char type = (char) in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - 4));
        }

        void write(Message message) throws IOException {
            out.write(message.type);
            out.writeInt(message.body.length + 4);
            out.write(message.body);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

package bot.conversational.application.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clients that send all of a body but its end, or do not read their answer. Each has a thread, and stays until it ends. */
final class SlowClients implements AutoCloseable {

    private static final int SMALL = 4 * 1_024;
    private static final int KEPT_BACK = 10;

    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    SlowClients(int port) {
        this.port = port;
    }

    /**
     * Sends most of a body, and waits for what comes of it.
     *
     * @param call method and path
     * @param authorization empty for none
     */
    void send(String call, String authorization, int bytes) {
        Socket socket = connect();
        Thread.ofVirtual().start(() -> {
            try {
                write(socket, head(call, authorization) + "Content-Length: " + bytes + "\r\n\r\n");
                write(socket, "{\"content\": \"" + "x".repeat(bytes - KEPT_BACK - 13));
                byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                answers.add(new String(line, StandardCharsets.ISO_8859_1).replace("HTTP/1.1 ", ""));
            } catch (IOException closed) {
                answers.add("closed");
            }
        });
    }

    /** Asks, and does not read the answer. */
    void read(String call, String authorization) {
        Socket socket = connect();
        Thread.ofVirtual().start(() -> {
            try {
                write(socket, head(call, authorization) + "\r\n");
            } catch (IOException closed) {
                answers.add("closed");
            }
        });
    }

    /** The status of each answer that came before the whole body was sent. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    private static String head(String call, String authorization) {
        return call + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Socket connect() {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            sockets.add(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

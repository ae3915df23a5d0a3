package bot.conversational.application.service.edges;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Sends what no client library would. */
record RawHttp(int port) {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Sends bytes, each char one of them, and reads until the server closes the connection. */
    String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket);
        }
    }

    /** Sends a head, and then a byte every half second until the server has had enough; fails when that takes too long. */
    String trickle(String head, int seconds) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(seconds))
                    .until(() -> {
                        if (socket.getInputStream().available() > 0) {
                            return true;
                        }
                        try {
                            socket.getOutputStream().write(' ');
                            return false;
                        } catch (IOException cutOff) {
                            return true;
                        }
                    });
            return answer(socket);
        }
    }

    /** Sends a head and the beginning of a body, and the rest of it only when there is an answer; fails when that is cut off. */
    String sendLate(String head, int bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] piece = " ".repeat(bytes / 16).getBytes(StandardCharsets.ISO_8859_1);
            for (int pieces = 0; pieces < 16; pieces++) {
                socket.getOutputStream().write(piece);
                Awaitility.await().until(() -> socket.getInputStream().available() > 0);
            }
            return answer(socket);
        }
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("the server neither answered nor closed: " + answer, e);
        } catch (IOException reset) {
            return answer.toString();
        }
        return answer.toString();
    }
}

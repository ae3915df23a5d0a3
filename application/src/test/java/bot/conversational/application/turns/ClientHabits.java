package bot.conversational.application.turns;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** What clients do beside waiting for an answer: they try again, or vanish. */
final class ClientHabits {

    private ClientHabits() {}

    /** As clients are told to: the same again when the service is short of something, here of time. */
    static Api.Answer insistently(Supplier<Api.Answer> call) {
        return await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(call::get, answer -> answer.status() != 503);
    }

    /** Sends a message and gives the connection, which the caller may break. */
    static Socket ask(Dialogue vanishing, String content) throws IOException {
        Api user = vanishing.user();
        URI base = URI.create(user.base());
        Socket socket = new Socket(base.getHost(), base.getPort());
        String body = "{\"content\": \"" + content + "\"}";
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + vanishing.path() + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: " + user.header("Authorization") + "\r\nAccept: text/event-stream\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        return socket;
    }
}

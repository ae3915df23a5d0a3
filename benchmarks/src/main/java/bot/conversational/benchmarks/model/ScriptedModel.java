package bot.conversational.benchmarks.model;

import bot.conversational.benchmarks.wire.Listener;
import bot.conversational.benchmarks.wire.Loop;
import bot.conversational.benchmarks.wire.ServedConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A server of OpenAI's chat completions, as streams only, that answers each question in the way that {@link Wish} finds in
 * it. One thread; a piece costs one write of bytes that lie ready, which makes thousands of streams cheap.
 */
public final class ScriptedModel {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Loop loop;
    private final Pieces pieces = new Pieces();

    private ScriptedModel(Loop loop) {
        this.loop = loop;
    }

    /** @param arguments the port */
    public static void main(String[] arguments) {
        Loop loop = new Loop();
        new Listener(loop, Integer.parseInt(arguments[0]), new ScriptedModel(loop)::answer);
        loop.run();
    }

    private void answer(String head, String body, ServedConnection connection) {
        if (!head.startsWith("POST /v1/chat/completions ")) {
            connection.send(ByteBuffer.wrap(
                    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        Wish wish = Wish.in(body);
        connection.send(pieces.head());
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wish.afterMillis());
        if (wish.perSecond() == 0) {
            loop.at(begin, () -> allOf(wish, connection));
        } else {
            loop.at(begin, () -> piece(wish, 0, begin, connection));
        }
    }

    private void allOf(Wish wish, ServedConnection connection) {
        if (connection.open()) {
            connection.send(pieces.all(wish));
            connection.send(pieces.end(wish));
        }
    }

    /** Sends a piece and has the next one sent when that is due, so that the pace does not depend on lateness. */
    private void piece(Wish wish, int number, long begin, ServedConnection connection) {
        if (!connection.open()) {
            return;
        }
        if (number == wish.tokens()) {
            connection.send(pieces.end(wish));
            return;
        }
        connection.send(pieces.piece(wish, number));
        int next = number + 1;
        loop.at(begin + next * SECOND / wish.perSecond(), () -> piece(wish, next, begin, connection));
    }
}

package bot.conversational.adapters.engines;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A running server that a test may take away for a while. */
public interface Engine {

    String host();

    int port();

    EngineControl power();

    /** Freezes it: it accepts connections and never answers. See {@link PausedEngine} for a form that cannot be left behind. */
    default void pause() {
        power().pause();
    }

    /** Undoes {@link #pause()}; harmless when it is not paused. */
    default void resume() {
        power().resume();
    }

    /** Ends it without a chance to say goodbye and returns when nobody listens any more. */
    default void kill() {
        power().kill();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !listens());
    }

    /** Starts it again, with its data, at the same address, and returns when it answers. */
    default void restart() {
        power().restart();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

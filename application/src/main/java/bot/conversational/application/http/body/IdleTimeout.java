package bot.conversational.application.http.body;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** How long the web server waits for the next bytes of a connection; as it was before when this is closed. */
public final class IdleTimeout implements AutoCloseable {

    private static final String ATTRIBUTE = IdleTimeout.class.getName();

    private final @Nullable EndPoint connection;
    private final long usual;

    private IdleTimeout(@Nullable EndPoint connection) {
        this.connection = connection;
        this.usual = connection == null ? 0 : connection.getIdleTimeout();
    }

    /** Has the servlets' request know its connection. */
    public static void remember(Request request) {
        request.setAttribute(
                ATTRIBUTE, request.getConnectionMetaData().getConnection().getEndPoint());
    }

    static IdleTimeout of(HttpServletRequest request) {
        return new IdleTimeout(request.getAttribute(ATTRIBUTE) instanceof EndPoint known ? known : null);
    }

    /** Lets the next wait last no longer than so many milliseconds. */
    void shorten(long millis) {
        if (connection != null && millis < usual) {
            connection.setIdleTimeout(millis);
        }
    }

    @Override
    public void close() {
        if (connection != null && connection.getIdleTimeout() != usual) {
            connection.setIdleTimeout(usual);
        }
    }
}

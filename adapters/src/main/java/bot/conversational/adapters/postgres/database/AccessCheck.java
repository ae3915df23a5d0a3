package bot.conversational.adapters.postgres.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether the server lets a user in. */
public final class AccessCheck {

    /** The class of SQLSTATEs of a user or password that is refused. */
    private static final String REFUSED = "28";

    private static final String NO_SUCH_DATABASE = "3D000";

    private AccessCheck() {}

    /** The server's words; empty when it lets the user in, and when it is unavailable. */
    public static Optional<String> refusal(String url, String user, String password) {
        try (Connection connection = PostgresPool.server(new PGSimpleDataSource(), url, user, password)
                .getConnection()) {
            return Optional.empty();
        } catch (SQLException failure) {
            @Nullable String state = failure.getSQLState();
            return Optional.of(String.valueOf(failure.getMessage()))
                    .filter(words -> state != null && (state.startsWith(REFUSED) || state.equals(NO_SUCH_DATABASE)));
        }
    }
}

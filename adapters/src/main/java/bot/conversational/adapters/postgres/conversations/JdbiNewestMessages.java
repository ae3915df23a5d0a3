package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link NewestMessages} in one statement, which mostly finds nothing, and at most for a second. */
public final class JdbiNewestMessages implements NewestMessages {

    private static final Duration NEW = Duration.ofMinutes(1);
    private static final int MOST = 50;
    private static final int SECONDS = 1;

    private final PostgresGuard calls;
    private final InstantSource clock;
    private final String newest = SqlFile.read("messages/newest");

    public JdbiNewestMessages(Jdbi jdbi, InstantSource clock) {
        this.calls = new PostgresGuard(jdbi);
        this.clock = clock;
    }

    @Override
    public List<MessageDocument> of(UserId user) {
        return calls.read(
                user,
                handle -> handle.createQuery(newest)
                        .setQueryTimeout(SECONDS)
                        .bind("user", user)
                        .bind("since", firstIdOf(clock.millis() - NEW.toMillis()))
                        .bind("rows", MOST)
                        .map((row, context) -> DocumentRow.read(user, row))
                        .list());
    }

    /** The lowest of all ids that were given at a time: their first 48 bits are its milliseconds. */
    private static UUID firstIdOf(long millis) {
        return new UUID(millis << 16, 0);
    }
}

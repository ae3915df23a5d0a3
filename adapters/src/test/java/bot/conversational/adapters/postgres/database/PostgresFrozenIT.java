package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.domain.shared.DomainException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.util.Throwables;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** What a call does when the server freezes while it runs, is too slow, or holds a lock. */
@Tag("alone")
class PostgresFrozenIT {

    private static final Duration SOCKET_TIMEOUT =
            TestDatabase.STATEMENT_TIMEOUT.plus(PostgresDataSourceProperties.BEYOND_STATEMENT);

    private final TestDatabase database = TestDatabase.shared();
    private final PostgresGuard calls = new PostgresGuard(database.jdbi());

    @Test
    void callShouldFailInTimeWhenTheServerFreezesUnderAnOpenConnectionAndSucceedAfterwards() throws SQLException {
        try (Connection open = database.dataSource().getConnection()) {
            Jdbi held = Jdbi.create(open);
            PostgresGuard callsOnIt = new PostgresGuard(held);
            assertThat(one(callsOnIt)).isEqualTo(1);

            Instant start = Instant.now();
            try (PausedEngine frozen = PausedEngine.freeze(Engines.postgres())) {
                assertThatThrownBy(() -> one(callsOnIt)).isInstanceOf(DomainException.Unavailable.class);
            }
            assertThat(Duration.between(start, Instant.now())).isLessThan(SOCKET_TIMEOUT.plusSeconds(3));
        }
        assertThat(one(calls)).isEqualTo(1);
    }

    @Test
    void callShouldBeCancelledWhenTheStatementIsTooSlow() {
        assertThatThrownBy(() -> calls.run(handle -> handle.execute("select pg_sleep(30)")))
                .isInstanceOf(DomainException.Unavailable.class)
                .rootCause()
                .extracting(cause -> ((PSQLException) cause).getSQLState())
                .isEqualTo("57014");
    }

    @Test
    void callShouldBeBrokenAndNowhereShowTheValuesWhenTheServerRefusesARow() {
        String secret = "secret@example.org";

        assertThatThrownBy(() -> calls.run(handle ->
                        handle.createUpdate("""
                                insert into users (id, email, email_key, password_hash, role, created_at)
                                values (gen_random_uuid(), :secret, :secret, :secret, 'no role', now())
                                """).bind("secret", secret).execute()))
                .isInstanceOf(DomainException.Broken.class)
                .satisfies(failure -> assertThat(Throwables.getStackTrace(failure))
                        .contains("users_role_check")
                        .doesNotContain(secret));
    }

    private static int one(PostgresGuard calls) {
        return calls.call(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }
}

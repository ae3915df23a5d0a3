package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.PostgresStandby;
import bot.conversational.domain.shared.DomainException;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Commits that wait for a standby which is frozen. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyConfirmationIT {

    private final PostgresStandby servers = PostgresStandby.start();
    private final PostgresGuard calls =
            new PostgresGuard(PostgresJdbi.create(TestDatabase.server(servers.jdbcUrl(), servers.user(), "")));

    @BeforeAll
    void makeTable() {
        calls.run(handle -> handle.execute("create table notes (note text primary key)"));
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @BeforeEach
    void freeze() {
        calls.run(handle -> handle.execute("delete from notes"));
        servers.freeze();
    }

    @AfterEach
    void thaw() {
        servers.thaw();
    }

    @Test
    void statementThatCommitsByItselfShouldBeUnknown() {
        assertUnknown(() -> calls.run(handle -> handle.createUpdate("insert into notes values (:note)")
                .bind("note", "update")
                .execute()));
        assertUnknown(() -> calls.call(handle -> handle.createQuery("""
                        with added as (insert into notes values (:note) returning note) select note from added
                        """)
                .bind("note", "query")
                .mapTo(String.class)
                .one()));
        assertUnknown(() -> calls.run(handle -> handle.prepareBatch("insert into notes values (:note)")
                .bind("note", "batch")
                .add()
                .execute()));
        assertThat(notes()).as("on the primary, which is why it says success").isEqualTo(3);
    }

    @Test
    void transactionShouldBeUnknown() {
        assertUnknown(this::addTwo);
        assertThat(notes()).as("the server was there all the time").isEqualTo(2);
    }

    private void addTwo() {
        calls.run(handle -> handle.useTransaction(tx -> {
            tx.execute("insert into notes values ('first')");
            tx.execute("insert into notes values ('second')");
        }));
    }

    @Test
    void rowThatNoStandbyHasShouldBeReadButNotConfirmed() {
        assertUnknown(() -> calls.run(handle -> handle.execute("insert into notes values ('unconfirmed')")));
        assertThat(notes()).isEqualTo(1);
        assertUnknown(() -> calls.run(PostgresGuard::confirm));
        servers.thaw();
        calls.run(PostgresGuard::confirm);
    }

    @Test
    void readsAndCommitsThatWriteNothingShouldNotWait() {
        assertThat(notes()).isZero();
        calls.run(handle -> handle.useTransaction(tx -> tx.execute("delete from notes")));
    }

    private static void assertUnknown(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(DomainException.Unavailable.class)
                .rootCause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo(StandbyConfirmation.STATE);
    }

    private int notes() {
        return calls.call(handle -> handle.createQuery("select count(*) from notes")
                .mapTo(Integer.class)
                .one());
    }
}

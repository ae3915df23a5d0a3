package bot.conversational.adapters.postgres.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditLogContract;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.stores.StoreSamples;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbiAuditLogIT extends JdbiStores implements AuditLogContract {

    private UUID recorded() {
        var entry = StoreSamples.entry();
        stores().administration().audit().record(entry);
        return entry.id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set outcome = 'failure' where id = :id",
                "update audit_log set at = at - interval '500 days' where id = :id",
                "delete from audit_log where id = :id",
                "truncate audit_log"
            })
    void entryShouldStayAsItIs(String statement) {
        UUID id = recorded();

        assertThatThrownBy(() -> jdbi.useHandle(handle -> {
                    var update = handle.createUpdate(statement);
                    (statement.contains(":id") ? update.bind("id", id) : update).execute();
                }))
                .hasMessageContaining("append-only");

        int there = jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from audit_log where id = :id and outcome = 'success'")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one());
        assertThat(there).isEqualTo(1);
    }

    /** What cannot be audited is not done: the log-in finds the log broken, and there is no session. */
    @Test
    void logInShouldNotHappenWithoutItsEntry() {
        var user = StoreSamples.newUser(stores());
        var session = StoreSamples.session(user, StoreSamples.NOON);
        var entry = StoreSamples.entry();
        var unstorable = new AuditEntry(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.target(),
                new Origin(Optional.of("a\0b"), Optional.empty()),
                entry.outcome());

        assertThatThrownBy(() -> stores().sessions().open(session, StoreSamples.HASH, unstorable));

        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .isEmpty();
    }
}

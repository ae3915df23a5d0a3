package bot.conversational.adapters.postgres.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts from before keys were folded, migrated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldedEmailKeysIT {

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();
    private final JdbiUserStore users = new JdbiUserStore(jdbi);
    private int minutes;

    @BeforeAll
    void migrateAgain() {
        old("plain@example.org");
        old("Grace@Example.org");
        old("alone@bücher.example");
        old("alone@xn--mnchen-3ya.example");
        old("rene\u0301@example.org");
        old("elder@bücher.example");
        old("elder@xn--bcher-kva.example");
        old("elder2@xn--bcher-kva.example");
        old("elder2@bücher.example");
        old("\uff41scii@example.org");
        old("ascii@example.org");
        old("a\u200bda@example.org");
        jdbi.useHandle(handle -> handle.execute("delete from databasechangelog where id = '0100-email-keys'"));
        database.migrate();
    }

    private void old(String email) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into users (id, email, email_key, password_hash, role, created_at)"
                        + " values (?, ?, ?, 'hash', 'user', ?)",
                UUID.randomUUID(),
                email,
                email.toLowerCase(Locale.ROOT),
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minutes++)));
    }

    private Optional<String> found(String email) {
        return users.findByEmail(new EmailAddress(email))
                .map(it -> it.user().email().value());
    }

    private String key(String email) {
        return jdbi.withHandle(handle -> handle.createQuery("select email_key from users where email = :email")
                .bind("email", email)
                .mapTo(String.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain@example.org",
                "Grace@Example.org",
                "alone@bücher.example",
                "alone@xn--mnchen-3ya.example",
                "rene\u0301@example.org",
                "elder@bücher.example",
                "elder@xn--bcher-kva.example",
                "elder2@xn--bcher-kva.example",
                "elder2@bücher.example",
                "\uff41scii@example.org",
                "ascii@example.org",
                "a\u200bda@example.org"
            })
    void everyAccountShouldBeFoundAsItWasRegistered(String email) {
        assertThat(found(email)).contains(email);
    }

    @Test
    void accountThatIsAloneShouldBeFoundInEverySpelling() {
        assertThat(found("alone@xn--bcher-kva.example")).contains("alone@bücher.example");
        assertThat(found("ALONE@MÜNCHEN.example")).contains("alone@xn--mnchen-3ya.example");
        assertThat(found("ren\u00e9@example.org")).contains("rene\u0301@example.org");
    }

    @Test
    void theOldestShouldHaveTheKeyOfAMailboxThatSeveralShare() {
        assertThat(key("elder@bücher.example")).isEqualTo("elder@bücher.example");
        assertThat(key("elder@xn--bcher-kva.example")).isEqualTo("elder@xn--bcher-kva.example");
        assertThat(found("elder@bu\u0308cher.example")).contains("elder@bücher.example");
    }

    /** Its owner could not log in any more if it lost the key. */
    @Test
    void keyThatAYoungerAccountHasAlreadyShouldStayItsOwn() {
        assertThat(key("elder2@bücher.example")).isEqualTo("elder2@bücher.example");
        assertThat(key("ascii@example.org")).isEqualTo("ascii@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alone@XN--BCHER-KVA.example",
                "elder@bu\u0308cher.example",
                "elder2@xn--bcher-kva.example",
                "\uff41sc\uff49i@example.org",
                "REN\u00c9@example.org"
            })
    void nobodyShouldRegisterAMailboxAgain(String email) {
        assertThat(users.add(StoreSamples.credentials(email))).isFalse();
    }
}

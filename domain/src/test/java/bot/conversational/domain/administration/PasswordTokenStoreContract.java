package bot.conversational.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordTokenStore} keeps. */
public interface PasswordTokenStoreContract extends StoreContract {

    PasswordHash FRESH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$ZnJlc2g$ZnJlc2g");

    private PasswordTokenStore tokens() {
        return stores().administration().tokens();
    }

    private PasswordToken issued(UserId user) {
        PasswordToken token = PasswordToken.issue(user, new SecureRandom(), StoreSamples.NOON);
        assertThat(tokens().issue(token, StoreSamples.entry(AuditAction.PASSWORD_TOKEN, user)))
                .isTrue();
        return token;
    }

    private Optional<PasswordTokenStore.Redeemed> redeem(PasswordToken token) {
        return tokens().redeem(token.token(), FRESH, StoreSamples.NOON, StoreSamples.entry());
    }

    @Test
    default void tokenShouldChangeThePasswordOnceAndEndTheSessions() {
        UserId user = StoreSamples.newUser(stores());
        Session session = StoreSamples.session(user, StoreSamples.NOON);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());
        PasswordToken token = issued(user);
        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .as("nothing has happened yet")
                .isPresent();

        assertThat(redeem(token).orElseThrow().ended()).containsExactly(session.digest());

        assertThat(stores().users().credentials(user))
                .map(Credentials::passwordHash)
                .contains(FRESH);
        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .isEmpty();
        assertThat(redeem(token)).isEmpty();
        assertThat(tokens().holder(token.token(), StoreSamples.NOON)).isEmpty();
    }

    @Test
    default void tokenShouldBeGoodForOneOfManyAtOnce() throws Exception {
        PasswordToken token = issued(StoreSamples.newUser(stores()));

        List<Boolean> redeemed = StoreContract.atOnce(6, () -> redeem(token).isPresent());

        assertThat(redeemed).containsOnlyOnce(true);
    }

    @Test
    default void tokenShouldBeGoodForItsTimeAndUntilTheNextOne() {
        UserId user = StoreSamples.newUser(stores());
        PasswordToken first = issued(user);
        assertThat(tokens().holder(first.token(), first.expiresAt().minusMillis(1)))
                .isPresent();
        assertThat(tokens().holder(first.token(), first.expiresAt())).isEmpty();
        assertThat(tokens().redeem(first.token(), FRESH, first.expiresAt(), StoreSamples.entry()))
                .isEmpty();

        PasswordToken second = issued(user);

        assertThat(redeem(first)).isEmpty();
        assertThat(redeem(second)).isPresent();
    }

    @Test
    default void tokenShouldBeGoodForNobodyWhoIsSuspendedErasedOrUnknown() {
        UserId suspended = StoreSamples.newUser(stores());
        PasswordToken token = issued(suspended);
        UserEdit suspend = new UserEdit(Optional.empty(), Optional.of(AccountState.SUSPENDED), Optional.empty());
        stores().administration().users().edit(suspended, suspend, action -> StoreSamples.entry(action, suspended));
        assertThat(tokens().holder(token.token(), StoreSamples.NOON)).isEmpty();
        assertThat(redeem(token)).isEmpty();

        UserId erased = StoreSamples.newUser(stores());
        PasswordToken late = issued(erased);
        stores().erasures().begin(erased, StoreSamples.HASH, StoreSamples.entry());
        assertThat(redeem(late)).isEmpty();
        for (UserId user : List.of(erased, new UserId(UUID.randomUUID()))) {
            PasswordToken none = PasswordToken.issue(user, new SecureRandom(), StoreSamples.NOON);
            assertThat(tokens().issue(none, StoreSamples.entry(AuditAction.PASSWORD_TOKEN, user)))
                    .isFalse();
        }
    }
}

package bot.conversational.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There always is an administrator who can log in. Needs stores that nobody else uses. */
public interface LastAdministratorContract extends StoreContract {

    UserEdit DEMOTE = new UserEdit(Optional.of(Role.USER), Optional.empty(), Optional.empty());
    UserEdit SUSPEND = new UserEdit(Optional.empty(), Optional.of(AccountState.SUSPENDED), Optional.empty());

    private UserId administrator() {
        Credentials sample = StoreSamples.credentials();
        stores().users().add(new Credentials(sample.user().with(Role.ADMIN), StoreSamples.HASH));
        return sample.user().id();
    }

    private Object edit(UserId user, UserEdit edit) {
        return stores().administration().users().edit(user, edit, action -> StoreSamples.entry(action, user));
    }

    private Object erase(UserId user) {
        return stores().erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());
    }

    private void refused(UserId user) {
        assertThatThrownBy(() -> edit(user, DEMOTE)).isInstanceOf(DomainException.Conflict.class);
        assertThatThrownBy(() -> edit(user, SUSPEND)).isInstanceOf(DomainException.Conflict.class);
        assertThatThrownBy(() -> erase(user)).isInstanceOf(DomainException.Conflict.class);
        assertThat(stores().users().find(user)).map(User::role).contains(Role.ADMIN);
        assertThat(stores().users().find(user)).map(User::state).contains(AccountState.ACTIVE);
    }

    @Test
    default void lastOneShouldStay() {
        UserId last = administrator();
        UserId user = StoreSamples.newUser(stores());

        refused(last);
        edit(user, SUSPEND);
        erase(user);
        UserId second = administrator();
        edit(last, DEMOTE);
        refused(second);
    }

    /** Neither somebody suspended nor somebody who never chose a password is there to take over. */
    @Test
    default void whoCannotLogInShouldNotCount() {
        UserId last = administrator();
        UserId suspended = administrator();
        edit(suspended, SUSPEND);
        Credentials sample = StoreSamples.credentials();
        UserId invited = sample.user().id();
        PasswordToken token = PasswordToken.issue(invited, new SecureRandom(), StoreSamples.NOON);
        stores().administration()
                .users()
                .invite(
                        new Credentials(sample.user().with(Role.ADMIN), StoreSamples.HASH),
                        token,
                        StoreSamples.entry(AuditAction.USER_INVITE, invited));
        PasswordToken another = PasswordToken.issue(invited, new SecureRandom(), StoreSamples.NOON);
        stores().administration().tokens().issue(another, StoreSamples.entry(AuditAction.PASSWORD_TOKEN, invited));

        refused(last);
        edit(suspended, DEMOTE);
        assertThat(stores().administration()
                        .tokens()
                        .redeem(another.token(), StoreSamples.HASH, StoreSamples.NOON, StoreSamples.entry()))
                .isPresent();
        erase(last);
        refused(invited);
    }

    /** Each of two takes the other's rights, or his own: one of them stays. */
    @Test
    default void oneShouldStayOfTwoAtOnce() throws Exception {
        UserId one = administrator();
        for (int round = 0; round < 12; round++) {
            UserId other = administrator();
            UserId first = one;
            AtomicInteger turn = new AtomicInteger(round);
            StoreContract.atOnce(2, () -> {
                int number = turn.getAndIncrement();
                UserId user = number % 2 == 0 ? first : other;
                try {
                    return switch (number % 3) {
                        case 0 -> edit(user, DEMOTE);
                        case 1 -> edit(user, SUSPEND);
                        default -> erase(user);
                    };
                } catch (DomainException.Conflict last) {
                    return "refused";
                }
            });
            List<UserId> left = Stream.of(first, other)
                    .filter(user -> stores().users()
                            .find(user)
                            .filter(found -> found.role() == Role.ADMIN && found.state() == AccountState.ACTIVE)
                            .isPresent())
                    .toList();
            assertThat(left).hasSize(1);
            one = left.getFirst();
        }
    }
}

package bot.conversational.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link ManagedUserStore} keeps. */
public interface ManagedUserStoreContract extends StoreContract {

    UserEdit SUSPEND = new UserEdit(Optional.empty(), Optional.of(AccountState.SUSPENDED), Optional.empty());
    UserEdit RESUME = new UserEdit(Optional.empty(), Optional.of(AccountState.ACTIVE), Optional.empty());
    UserLimits LIMITS = new UserLimits(Optional.of(3), Optional.of(1_000L));
    UserEdit LIMIT = new UserEdit(Optional.empty(), Optional.empty(), Optional.of(LIMITS));

    private ManagedUserStore users() {
        return stores().administration().users();
    }

    private Session session(UserId user) {
        Session session = StoreSamples.session(user, StoreSamples.NOON);
        assertThat(stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry()))
                .isTrue();
        return session;
    }

    private Optional<ManagedUserStore.Edited> edit(UserId user, UserEdit edit) {
        return users().edit(user, edit, action -> StoreSamples.entry(action, user));
    }

    /** What was done to an account by itself, oldest first. */
    private List<AuditAction> audited(UserId user) {
        AuditQuery own = new AuditQuery(Optional.empty(), Optional.empty(), Optional.of(user), Optional.empty());
        return stores().administration().audit().list(own, PageRequest.first(200)).items().stream()
                .map(AuditEntry::action)
                .toList();
    }

    @Test
    default void suspensionShouldEndEverySessionAndLetNobodyIn() {
        UserId user = StoreSamples.newUser(stores());
        Session session = session(user);
        Session stranger = session(StoreSamples.newUser(stores()));

        ManagedUserStore.Edited edited = edit(user, SUSPEND).orElseThrow();

        assertThat(edited.ended()).containsExactly(session.digest());
        assertThat(edited.user().user().state()).isEqualTo(AccountState.SUSPENDED);
        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .isEmpty();
        assertThat(stores().sessions().find(stranger.user(), stranger.digest(), StoreSamples.NOON))
                .isPresent();
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(user, session.digest()));
        assertThat(stores().sessions()
                        .open(StoreSamples.session(user, StoreSamples.NOON), StoreSamples.HASH, StoreSamples.entry()))
                .as("a log-in that saw the account active")
                .isFalse();
        assertThat(stores().users().find(user)).map(User::state).contains(AccountState.SUSPENDED);
        assertThat(audited(user)).containsExactly(AuditAction.USER_SUSPEND);

        assertThat(edit(user, SUSPEND).orElseThrow().ended()).as("a repeat").isEmpty();
        assertThat(edit(user, RESUME)).isPresent();
        session(user);
        assertThat(audited(user)).containsExactlyInAnyOrder(AuditAction.USER_SUSPEND, AuditAction.USER_RESUME);
    }

    /** Whoever logs in at that moment is either refused or ended. */
    @Test
    default void noSessionShouldOutliveTheSuspension() throws Exception {
        for (int round = 0; round < 10; round++) {
            UserId user = StoreSamples.newUser(stores());
            AtomicInteger turn = new AtomicInteger();
            StoreContract.atOnce(6, () -> {
                if (turn.getAndIncrement() == 2) {
                    return edit(user, SUSPEND).isPresent();
                }
                return stores().sessions()
                        .open(StoreSamples.session(user, StoreSamples.NOON), StoreSamples.HASH, StoreSamples.entry());
            });
            assertThat(stores().sessions()
                            .list(user, StoreSamples.NOON, PageRequest.first(10))
                            .items())
                    .isEmpty();
        }
    }

    @Test
    default void newRoleShouldEndTheSessionsAndLimitsShouldNot() {
        UserId user = StoreSamples.newUser(stores());
        Session session = session(user);

        assertThat(edit(user, LIMIT)).contains(new ManagedUserStore.Edited(listed(user), List.of()));
        assertThat(listed(user).limits()).isEqualTo(LIMITS);
        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .isPresent();
        UserEdit promote = new UserEdit(Optional.of(Role.ADMIN), Optional.empty(), Optional.empty());
        assertThat(edit(user, promote).orElseThrow().ended()).containsExactly(session.digest());
        assertThat(listed(user).limits()).as("they stay").isEqualTo(LIMITS);
        assertThat(listed(user).user().role()).isEqualTo(Role.ADMIN);
        UserEdit free = new UserEdit(Optional.empty(), Optional.empty(), Optional.of(UserLimits.NONE));
        assertThat(edit(user, free)).isPresent();
        assertThat(edit(user, free)).isPresent();

        assertThat(listed(user).limits()).isEqualTo(UserLimits.NONE);
        assertThat(audited(user))
                .as("what changed nothing is no act")
                .containsExactlyInAnyOrder(
                        AuditAction.LIMITS_CHANGE, AuditAction.ROLE_CHANGE, AuditAction.LIMITS_CHANGE);
    }

    private ManagedUser listed(UserId user) {
        return all(new UserFilter(Optional.empty(), Optional.empty(), Optional.empty())).stream()
                .filter(managed -> managed.user().id().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private List<ManagedUser> all(UserFilter filter) {
        List<ManagedUser> all = new ArrayList<>();
        Optional<UserId> after = Optional.empty();
        do {
            Page<ManagedUser, UserId> page = users().list(filter, new PageRequest<>(3, after));
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    @Test
    default void listShouldFindPartsOfAddressesAndNamesAsTheyAre() {
        String mark = UUID.randomUUID().toString().substring(0, 13);
        List<UserId> made = new ArrayList<>();
        for (String name : List.of("Ann", "100%_Sure", "bo\\b", "Ann%")) {
            Credentials sample = StoreSamples.credentials(mark + made.size() + "@Example.org");
            User user = sample.user().withDisplayName(Optional.of(name + " " + mark));
            assertThat(stores().users().add(new Credentials(user, StoreSamples.HASH)))
                    .isTrue();
            made.add(user.id());
        }
        assertThat(edit(made.get(3), SUSPEND)).isPresent();

        assertThat(found(mark)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(found(mark.toUpperCase(java.util.Locale.ROOT) + "0@eXAMPLE")).containsExactly(made.get(0));
        assertThat(found("%_sure " + mark)).containsExactly(made.get(1));
        assertThat(found("o\\b " + mark)).containsExactly(made.get(2));
        assertThat(found("n% " + mark)).containsExactly(made.get(3));
        assertThat(ids(new UserFilter(Optional.of(mark), Optional.empty(), Optional.of(AccountState.SUSPENDED))))
                .containsExactly(made.get(3));
        assertThat(ids(new UserFilter(Optional.of(mark), Optional.of(Role.ADMIN), Optional.empty())))
                .isEmpty();
        assertThat(ids(new UserFilter(Optional.empty(), Optional.empty(), Optional.empty())))
                .containsAll(made)
                .isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
    }

    private List<UserId> found(String text) {
        return ids(new UserFilter(Optional.of(text), Optional.empty(), Optional.empty()));
    }

    private List<UserId> ids(UserFilter filter) {
        return all(filter).stream().map(managed -> managed.user().id()).toList();
    }

    @Test
    default void findShouldGiveThoseThatAreThere() {
        UserId ada = StoreSamples.newUser(stores());
        UserId suspended = StoreSamples.newUser(stores());
        UserId erased = StoreSamples.newUser(stores());
        assertThat(edit(suspended, SUSPEND)).isPresent();
        stores().erasures().begin(erased, StoreSamples.HASH, StoreSamples.entry());

        Map<UserId, User> found = users().find(List.of(ada, suspended, erased, ada, new UserId(UUID.randomUUID())));

        assertThat(found).containsOnlyKeys(ada, suspended);
        assertThat(stores().users().find(ada)).contains(found.get(ada));
        assertThat(users().find(List.of())).isEmpty();
    }

    @Test
    default void invitedAccountShouldBeThereOnce() {
        Credentials invited = StoreSamples.credentials();
        UserId user = invited.user().id();
        PasswordToken token = PasswordToken.issue(user, new SecureRandom(), StoreSamples.NOON);

        assertThat(users().invite(invited, token, StoreSamples.entry(AuditAction.USER_INVITE, user)))
                .isTrue();
        assertThat(users().invite(
                                StoreSamples.credentials(invited.user().email().value()),
                                token,
                                StoreSamples.entry(AuditAction.USER_INVITE, user)))
                .as("the address is taken")
                .isFalse();

        assertThat(stores().users().find(user)).contains(invited.user());
        assertThat(stores().administration().tokens().holder(token.token(), StoreSamples.NOON))
                .contains(invited.user());
        assertThat(audited(user)).containsExactly(AuditAction.USER_INVITE);
    }

    @Test
    default void whoIsNotThereOrIsErasedShouldNotBeChanged() {
        UserId nobody = new UserId(UUID.randomUUID());
        UserId erased = StoreSamples.newUser(stores());
        stores().erasures().begin(erased, StoreSamples.HASH, StoreSamples.entry());

        for (UserId user : List.of(nobody, erased)) {
            assertThat(edit(user, LIMIT)).isEmpty();
            assertThat(users().endSessions(user, StoreSamples.entry(AuditAction.SESSIONS_END, user)))
                    .isEmpty();
            assertThat(audited(user)).isEmpty();
        }
        assertThat(ids(new UserFilter(Optional.empty(), Optional.empty(), Optional.empty())))
                .doesNotContain(erased);
    }

    @Test
    default void endedSessionsShouldBeAuditedAndRevoked() {
        UserId user = StoreSamples.newUser(stores());
        Session session = session(user);

        assertThat(users().endSessions(user, StoreSamples.entry(AuditAction.SESSIONS_END, user)))
                .contains(List.of(session.digest()));

        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(user, session.digest()));
        assertThat(audited(user)).containsExactly(AuditAction.SESSIONS_END);
    }
}

package bot.conversational.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.session.Session;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} keeps, and that the stores write it with what they do. */
public interface AuditLogContract extends StoreContract {

    private AuditLog log() {
        return stores().administration().audit();
    }

    private static AuditEntry entry(Instant at, UserId actor, AuditAction action) {
        return new AuditEntry(
                UUID.randomUUID(),
                at,
                Optional.of(new Actor(actor, Optional.of(UUID.randomUUID()))),
                action,
                Optional.of(UUID.randomUUID()),
                new Origin(Optional.of("2001:db8::/64"), Optional.of("request-7")),
                AuditOutcome.FAILURE);
    }

    private List<AuditEntry> all(AuditQuery query) {
        List<AuditEntry> all = new ArrayList<>();
        Optional<AuditPosition> after = Optional.empty();
        do {
            Page<AuditEntry, AuditPosition> page = log().list(query, new PageRequest<>(2, after));
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static AuditQuery of(UserId actor) {
        return new AuditQuery(Optional.empty(), Optional.empty(), Optional.of(actor), Optional.empty());
    }

    @Test
    default void listShouldGiveWhatWasRecordedTheNewestFirst() {
        UserId actor = new UserId(UUID.randomUUID());
        Instant noon = StoreSamples.NOON;
        AuditEntry old = entry(noon.minusMillis(1), actor, AuditAction.LOG_IN);
        AuditEntry one = entry(noon, actor, AuditAction.ROLE_CHANGE);
        AuditEntry two = entry(noon, actor, AuditAction.LOG_IN);
        AuditEntry late = entry(noon.plusMillis(1), actor, AuditAction.LOG_IN);
        List.of(one, late, old, two, one).forEach(log()::record);
        log().record(entry(noon, new UserId(UUID.randomUUID()), AuditAction.LOG_IN));

        List<AuditEntry> all = all(of(actor));

        assertThat(all).hasSize(4).startsWith(late).endsWith(old).contains(one, two);
        assertThat(all(new AuditQuery(
                        Optional.of(noon), Optional.of(noon.plusMillis(1)), Optional.of(actor), Optional.empty())))
                .containsExactlyInAnyOrder(one, two);
        assertThat(all(new AuditQuery(
                        Optional.empty(), Optional.empty(), Optional.of(actor), Optional.of(AuditAction.LOG_IN))))
                .containsExactly(late, two, old);
        assertThat(all(new AuditQuery(
                        Optional.of(noon), Optional.of(noon.plusMillis(1)), Optional.empty(), Optional.empty())))
                .contains(one, two)
                .doesNotContain(old, late);
    }

    /** A log-in that nobody's address was given for. */
    @Test
    default void entryShouldBeKeptWithoutWhatIsNotKnown() {
        AuditEntry bare = new AuditEntry(
                UUID.randomUUID(),
                StoreSamples.NOON.plusSeconds(77),
                Optional.empty(),
                AuditAction.LOG_IN,
                Optional.empty(),
                Origin.COMMAND,
                AuditOutcome.FAILURE);
        log().record(bare);

        assertThat(all(new AuditQuery(Optional.of(bare.at()), Optional.empty(), Optional.empty(), Optional.empty())))
                .contains(bare);
    }

    @Test
    default void whatIsDoneShouldBeAuditedAndWhatIsRefusedShouldNot() {
        UserId user = StoreSamples.newUser(stores());
        Session session = StoreSamples.session(user, StoreSamples.NOON);
        PasswordHash wrong = new PasswordHash("another");
        AuditEntry open = StoreSamples.entry(AuditAction.LOG_IN, user);
        assertThat(stores().sessions().open(session, wrong, open)).isFalse();
        assertThat(stores().sessions().changePassword(session.caller(), wrong, wrong, open))
                .isEmpty();
        assertThat(stores().sessions().changePassword(user, wrong, wrong, open)).isEmpty();
        assertThat(stores().erasures().begin(user, wrong, open)).isEmpty();
        assertThat(all(of(user))).isEmpty();

        stores().sessions().open(session, StoreSamples.HASH, open);
        stores().sessions().open(session, StoreSamples.HASH, open);
        AuditEntry change = StoreSamples.entry(AuditAction.PASSWORD_CHANGE, user);
        stores().sessions().changePassword(session.caller(), StoreSamples.HASH, StoreSamples.HASH, change);
        AuditEntry reset = StoreSamples.entry(AuditAction.PASSWORD_RESET, user);
        stores().sessions().changePassword(user, StoreSamples.HASH, StoreSamples.HASH, reset);
        AuditEntry role = StoreSamples.entry(AuditAction.ROLE_CHANGE, user);
        stores().sessions().changeRole(user, Role.USER, role);
        AuditEntry erase = StoreSamples.entry(AuditAction.USER_ERASE, user);
        stores().erasures().begin(user, StoreSamples.HASH, erase);
        while (stores().erasures().deleteSome(user)) {
            Thread.onSpinWait();
        }

        assertThat(all(of(user)))
                .as("it outlives the account")
                .containsExactlyInAnyOrder(open, change, reset, role, erase);
    }

    @Test
    default void deleteOldShouldTakeWhatIsOlderThanItMustBe() {
        UserId actor = new UserId(UUID.randomUUID());
        Instant limit = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(AuditLog.DAYS_KEPT));
        AuditEntry old = entry(limit.minus(Duration.ofHours(1)), actor, AuditAction.LOG_IN);
        AuditEntry young = entry(limit.plus(Duration.ofHours(1)), actor, AuditAction.LOG_IN);
        log().record(old);
        log().record(young);

        while (log().deleteOld()) {
            Thread.onSpinWait();
        }

        assertThat(all(of(actor))).containsExactly(young);
    }

    @Test
    default void logShouldFailWhileTheStoreIsAway() throws Throwable {
        unavailableDuringOutage(() -> log().record(StoreSamples.entry()));
    }
}

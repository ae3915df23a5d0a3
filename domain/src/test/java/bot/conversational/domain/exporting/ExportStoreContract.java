package bot.conversational.domain.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.exporting.ExportStore.Claim;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ExportStore} keeps. Others' exports may wait in it: so each test claims until it has its own. */
public interface ExportStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;
    Duration LONG = Duration.ofMinutes(5);

    ExportStore exports();

    private static Export export() {
        return new Export(
                new ExportId(UUID.randomUUID()),
                Export.Status.QUEUED,
                0,
                Export.Written.NOTHING,
                Optional.empty(),
                NOW,
                NOW.plusSeconds(60));
    }

    private boolean add(UserId user, Export export) {
        return exports().add(user, export, StoreSamples.entry(AuditAction.EXPORT_CREATE, user));
    }

    private Export added(UserId user) {
        Export export = export();
        assertThat(add(user, export)).isTrue();
        return export;
    }

    private Claim claimed(Export export, Duration lease) {
        Claim claim = exports().claim(lease).orElseThrow();
        while (!claim.export().equals(export.id())) {
            claim = exports().claim(lease).orElseThrow();
        }
        return claim;
    }

    private Export found(UserId user, Export export) {
        return exports().find(user, export.id(), NOW).orElseThrow();
    }

    @Test
    default void exportShouldBeWrittenChunkByChunkAndThenBeRead() {
        UserId user = StoreSamples.newUser(stores());
        Export export = added(user);
        assertThat(found(user, export)).isEqualTo(export);

        Claim claim = claimed(export, LONG);
        assertThat(found(user, export).status()).isEqualTo(Export.Status.RUNNING);
        assertThat(exports().append(claim, 0, new byte[] {1, 2}, 0.25, LONG)).isTrue();
        assertThat(exports().append(claim, 1, new byte[] {3}, 0.5, LONG)).isTrue();
        assertThat(found(user, export).progress()).isEqualTo(0.5);
        assertThat(exports().chunk(user, export.id(), 0))
                .as("it is not completed")
                .isEmpty();
        exports().end(claim, Optional.empty());

        Export completed = found(user, export);
        assertThat(completed.status()).isEqualTo(Export.Status.COMPLETED);
        assertThat(completed.progress()).isEqualTo(1);
        assertThat(completed.written()).isEqualTo(new Export.Written(3, 2));
        assertThat(exports().chunk(user, export.id(), 0)).contains(new byte[] {1, 2});
        assertThat(exports().chunk(user, export.id(), 1)).contains(new byte[] {3});
        assertThat(exports().chunk(user, export.id(), 2)).isEmpty();
    }

    @Test
    default void exportShouldBeItsUsersOnly() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());
        Export export = added(user);
        Claim claim = claimed(export, LONG);
        exports().append(claim, 0, new byte[] {1}, 1, LONG);
        exports().end(claim, Optional.empty());

        assertThat(exports().find(other, export.id(), NOW)).isEmpty();
        assertThat(exports().chunk(other, export.id(), 0)).isEmpty();
        assertThat(exports().remove(other, export.id())).isFalse();
        assertThat(found(user, export).status()).isEqualTo(Export.Status.COMPLETED);
    }

    @Test
    default void userShouldHaveOneExportAtATime() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        assertThat(StoreContract.atOnce(4, () -> add(user, export())))
                .containsExactlyInAnyOrder(true, false, false, false);
        assertThat(add(new UserId(UUID.randomUUID()), export())).as("nobody's").isFalse();
    }

    @Test
    default void nextExportShouldTakeThePlaceOfTheFormer() {
        UserId user = StoreSamples.newUser(stores());
        Export former = added(user);
        exports().end(claimed(former, LONG), Optional.of("too large"));
        assertThat(found(user, former).problem()).contains("too large");
        assertThat(found(user, former).status()).isEqualTo(Export.Status.FAILED);

        Export next = added(user);

        assertThat(exports().find(user, former.id(), NOW)).isEmpty();
        assertThat(found(user, next).status()).isEqualTo(Export.Status.QUEUED);
        assertThat(exports().remove(user, next.id())).isTrue();
    }

    @Test
    default void whoWasTakenOverShouldWriteNothing() {
        UserId user = StoreSamples.newUser(stores());
        Export export = added(user);
        Claim first = claimed(export, Duration.ZERO);
        exports().append(first, 0, new byte[] {1}, 0.5, Duration.ZERO);
        exports().append(first, 1, new byte[] {1}, 0.5, Duration.ZERO);

        Claim second = claimed(export, LONG);

        assertThat(second.attempt()).isEqualTo(first.attempt() + 1);
        assertThat(exports().append(first, 2, new byte[] {1}, 1, LONG)).isFalse();
        assertThat(exports().renew(first, 0.9, LONG)).isFalse();
        assertThat(found(user, export).progress()).isZero();
        exports().end(first, Optional.empty());
        assertThat(found(user, export).status()).isEqualTo(Export.Status.RUNNING);
        assertThat(exports().append(second, 0, new byte[] {2, 2}, 1, LONG)).isTrue();
        exports().end(second, Optional.empty());
        assertThat(found(user, export).written()).isEqualTo(new Export.Written(2, 1));
        assertThat(exports().chunk(user, export.id(), 0)).contains(new byte[] {2, 2});
        assertThat(exports().chunk(user, export.id(), 1)).as("of the first").isEmpty();
    }

    @Test
    default void renewedExportShouldBeTakenByNobodyElse() {
        UserId user = StoreSamples.newUser(stores());
        Export export = added(user);
        Claim claim = claimed(export, Duration.ZERO);

        assertThat(exports().renew(claim, 0.25, LONG)).isTrue();

        assertThat(found(user, export).progress()).isEqualTo(0.25);
        for (Optional<Claim> other = exports().claim(LONG);
                other.isPresent();
                other = exports().claim(LONG)) {
            assertThat(other.orElseThrow().export()).isNotEqualTo(export.id());
        }
        assertThat(exports().remove(user, export.id())).isTrue();
        assertThat(exports().renew(claim, 0.5, LONG)).isFalse();
    }

    @Test
    default void removedAndExpiredExportsShouldBeGone() {
        UserId user = StoreSamples.newUser(stores());
        Export export = added(user);
        Claim claim = claimed(export, LONG);
        exports().append(claim, 0, new byte[] {1}, 1, LONG);

        assertThat(exports().find(user, export.id(), NOW.plusSeconds(60))).isEmpty();
        assertThat(exports().remove(user, export.id())).isTrue();

        assertThat(exports().remove(user, export.id())).isFalse();
        assertThat(exports().find(user, export.id(), NOW)).isEmpty();
        assertThat(exports().append(claim, 1, new byte[] {1}, 1, LONG)).isFalse();
        while (exports().sweep(NOW)) {
            Thread.onSpinWait();
        }
        Export next = added(user);
        assertThat(found(user, next).status()).isEqualTo(Export.Status.QUEUED);
        assertThat(exports().remove(user, next.id())).isTrue();
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());

        unavailableDuringOutage(() -> exports().find(user, export().id(), NOW));
    }
}

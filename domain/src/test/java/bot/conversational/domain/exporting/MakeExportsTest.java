package bot.conversational.domain.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.exporting.InMemoryExports;
import bot.conversational.domain.user.UserId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MakeExportsTest {

    private static final Instant NOW = StoreSamples.NOON;
    private static final byte[] PIECE = new byte[300_000];

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final InMemoryExports exports = new InMemoryExports(database);
    private final UserId user = StoreSamples.newUser(database.stores());
    private final ExportId id = new ExportId(UUID.randomUUID());

    private Export made(AccountArchive archive, long most) {
        Export export = new Export(
                id, Export.Status.QUEUED, 0, Export.Written.NOTHING, Optional.empty(), NOW, NOW.plusSeconds(60));
        exports.add(user, export, StoreSamples.entry(AuditAction.EXPORT_CREATE, user));
        assertThat(new MakeExports(exports, archive, InstantSource.fixed(NOW), most).runOnce())
                .isTrue();
        return exports.find(user, id, NOW).orElseThrow();
    }

    private static AccountArchive pieces(int count) {
        return (user, sink) -> {
            for (int i = 0; i < count; i++) {
                byte[] piece = PIECE.clone();
                piece[0] = (byte) i;
                if (!sink.accept(piece)) {
                    return false;
                }
                sink.progress((i + 1) / (double) count);
            }
            return true;
        };
    }

    @Test
    void shouldCutWhatIsWrittenIntoChunks() {
        Export made = made(pieces(10), 1 << 30);

        assertThat(made.status()).isEqualTo(Export.Status.COMPLETED);
        assertThat(made.written()).isEqualTo(new Export.Written(3_000_000, 3));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int n = 0; n < 3; n++) {
            read.writeBytes(exports.chunk(user, id, n).orElseThrow());
        }
        assertThat(read.size()).isEqualTo(3_000_000);
        for (int i = 0; i < 10; i++) {
            assertThat(read.toByteArray()[i * PIECE.length]).isEqualTo((byte) i);
        }
    }

    /** A chunk of an account of thousands of short conversations takes long to be filled. */
    @Test
    void shouldKeepItsLeaseUntilAChunkIsFull() {
        AdjustableClock clock = new AdjustableClock();
        InMemoryDatabase timed = new InMemoryDatabase(clock);
        InMemoryExports leased = new InMemoryExports(timed);
        UserId owner = StoreSamples.newUser(timed.stores());
        Instant end = clock.instant().plus(MakeExports.LEASE.multipliedBy(100));
        Export export =
                new Export(id, Export.Status.QUEUED, 0, Export.Written.NOTHING, Optional.empty(), clock.instant(), end);
        leased.add(owner, export, StoreSamples.entry(AuditAction.EXPORT_CREATE, owner));
        boolean[] wanted = {true};
        AccountArchive slow = (user, sink) -> {
            for (int i = 0; i < 4; i++) {
                clock.advance(MakeExports.LEASE.dividedBy(2));
                sink.progress(i / 4.0);
                assertThat(leased.claim(MakeExports.LEASE))
                        .as("nobody else takes it")
                        .isEmpty();
            }
            leased.remove(owner, id);
            clock.advance(MakeExports.LEASE.dividedBy(2));
            sink.progress(1);
            wanted[0] = sink.accept(PIECE);
            return wanted[0];
        };

        assertThat(new MakeExports(leased, slow, clock, 1 << 30).runOnce()).isTrue();

        assertThat(wanted[0]).as("it was removed").isFalse();
    }

    @Test
    void shouldFailWhenItIsTooLargeOrSomethingIsGone() {
        assertThat(made(pieces(10), 2_000_000).problem())
                .hasValueSatisfying(it -> assertThat(it).contains("too large"));
        exports.remove(user, id);
        Export failed = made(
                (user, sink) -> {
                    throw new DomainException.NotFound("file");
                },
                10);
        assertThat(failed.status()).isEqualTo(Export.Status.FAILED);
    }

    @Test
    void shouldStopWhenTheExportIsRemoved() {
        Export export = new Export(
                id, Export.Status.QUEUED, 0, Export.Written.NOTHING, Optional.empty(), NOW, NOW.plusSeconds(60));
        exports.add(user, export, StoreSamples.entry(AuditAction.EXPORT_CREATE, user));
        int[] accepted = {0};
        AccountArchive archive = (owner, sink) -> {
            exports.remove(owner, id);
            while (sink.accept(PIECE)) {
                accepted[0]++;
            }
            return false;
        };

        new MakeExports(exports, archive, InstantSource.fixed(NOW), 1 << 30).runOnce();

        assertThat(accepted[0]).isLessThan(5);
        assertThat(exports.find(user, id, NOW)).isEmpty();
    }
}

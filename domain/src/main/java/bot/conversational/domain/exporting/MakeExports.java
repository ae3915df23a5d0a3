package bot.conversational.domain.exporting;

import bot.conversational.domain.exporting.ExportStore.Claim;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes exports that wait, one at a time on each node. One whose node died is begun again by any node when its lease has
 * run out.
 */
public final class MakeExports {

    /** Renewed by each chunk, and in between: a chunk may hold thousands of short conversations. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration RENEWAL = LEASE.dividedBy(3);

    /** One that fails each time must not be begun for ever. */
    private static final int MOST_ATTEMPTS = 20;

    private final ExportStore exports;
    private final AccountArchive archive;
    private final InstantSource clock;
    private final long most;

    /** @param most bytes that an export may have */
    public MakeExports(ExportStore exports, AccountArchive archive, InstantSource clock, long most) {
        this.exports = exports;
        this.archive = archive;
        this.clock = clock;
        this.most = most;
    }

    /** Makes the next one; returns whether there may be more. */
    public boolean runOnce() {
        Optional<Claim> claim = exports.claim(LEASE);
        claim.ifPresent(this::make);
        return claim.isPresent();
    }

    /** Deletes some of what nobody can read any more; returns whether there may be more. */
    public boolean sweep() {
        return exports.sweep(clock.instant());
    }

    private void make(Claim claim) {
        if (claim.attempt() > MOST_ATTEMPTS) {
            exports.end(claim, Optional.of("The export could not be made."));
            return;
        }
        Chunks chunks = new Chunks(claim);
        try {
            if (archive.write(claim.user(), chunks) && chunks.flush()) {
                exports.end(claim, Optional.empty());
            } else if (chunks.tooLarge) {
                exports.end(claim, Optional.of("The account is too large to be exported at once."));
            }
            // Else another node has taken it over, or it was removed.
        } catch (DomainException.NotFound gone) {
            exports.end(claim, Optional.of("Something of the account was removed meanwhile."));
        }
    }

    /** Cuts what is written into chunks. */
    private final class Chunks implements AccountArchive.Sink {

        private final Claim claim;
        private final byte[] chunk = new byte[ExportStore.CHUNK];
        private int filled;
        private int n;
        private long size;
        private double done;
        private boolean tooLarge;
        private boolean lost;
        private Instant renewedAt = clock.instant();

        Chunks(Claim claim) {
            this.claim = claim;
        }

        @Override
        public boolean accept(byte[] bytes) {
            if (lost) {
                return false;
            }
            size += bytes.length;
            if (size > most) {
                tooLarge = true;
                return false;
            }
            for (int from = 0; from < bytes.length; ) {
                int part = Math.min(bytes.length - from, chunk.length - filled);
                System.arraycopy(bytes, from, chunk, filled, part);
                filled += part;
                from += part;
                if (filled == chunk.length && !flush()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void progress(double part) {
            done = part;
            Instant now = clock.instant();
            if (!lost && !now.isBefore(renewedAt.plus(RENEWAL))) {
                renewedAt = now;
                lost = !exports.renew(claim, done, LEASE);
            }
        }

        boolean flush() {
            if (filled == 0) {
                return true;
            }
            renewedAt = clock.instant();
            boolean mine = exports.append(claim, n, Arrays.copyOf(chunk, filled), done, LEASE);
            n++;
            filled = 0;
            return mine;
        }
    }
}

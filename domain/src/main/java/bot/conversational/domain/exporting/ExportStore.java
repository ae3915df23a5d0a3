package bot.conversational.domain.exporting;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Exports of whole accounts and their bytes, one for each user. Each method is one transaction, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then half-done.
 */
public interface ExportStore {

    /** Bytes of each chunk but the last, which may have fewer. */
    int CHUNK = 1 << 20;

    /**
     * Who makes an export at present.
     *
     * @param attempt one more whenever somebody takes it over: writes of former attempts change nothing
     */
    record Claim(UserId user, ExportId export, int attempt) {}

    /**
     * Queues an export in place of the user's former one, which is gone then.
     *
     * @return false, and nothing was changed, when one of the user is queued or running, or the account is gone
     */
    boolean add(UserId user, Export export, AuditEntry entry);

    /** The user's export; empty when it is not there (any more), or has expired. */
    Optional<Export> find(UserId user, ExportId id, Instant now);

    /** One chunk of a completed export, from 0. */
    Optional<byte[]> chunk(UserId user, ExportId id, int n);

    /** Removes an export; who makes it finds out with the next chunk. Returns false when it is not there (any more). */
    boolean remove(UserId user, ExportId id);

    /**
     * Takes an export that waits, or whose lease has run out; what was written of it is dropped.
     *
     * @param lease for which nobody else takes it, by the store's clock
     */
    Optional<Claim> claim(Duration lease);

    /**
     * Adds the next chunk, and renews the lease.
     *
     * @return false, and nothing was written, when the claim is not the newest, or the export is gone
     */
    boolean append(Claim claim, int n, byte[] bytes, double progress, Duration lease);

    /**
     * Renews the lease, and notes how far it has come.
     *
     * @return false, and nothing happens, when the claim is not the newest, or the export is gone
     */
    boolean renew(Claim claim, double progress, Duration lease);

    /** Ends it, unless the claim is not the newest. */
    void end(Claim claim, Optional<String> problem);

    /**
     * Deletes some bytes of exports that were removed, or have expired; returns whether there may be more.
     */
    boolean sweep(Instant now);
}

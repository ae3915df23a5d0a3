package bot.conversational.domain.audit;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;

/**
 * The audit log. Nothing in it is ever changed. Stores that do what is audited write the entry in the same transaction:
 * there is no way to do the one without the other. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface AuditLog {

    /** How long entries are kept. */
    int DAYS_KEPT = 400;

    /** Adds an entry of something that changes nothing else, such as a log-in that failed. A repeat changes nothing. */
    void record(AuditEntry entry);

    /** The newest first; of the same millisecond by descending id. */
    Page<AuditEntry, AuditPosition> list(AuditQuery query, PageRequest<AuditPosition> page);

    /**
     * Deletes some entries that are older than {@link #DAYS_KEPT}, by the store's clock.
     *
     * @return whether there may be more
     */
    boolean deleteOld();
}

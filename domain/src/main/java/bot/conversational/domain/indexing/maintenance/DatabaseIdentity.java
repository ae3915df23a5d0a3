package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.DatabaseVersion;
import java.util.UUID;

/**
 * Numbers by which the source of truth is recognised. They are stored in it, so that a restore takes them back with all
 * other data. Both methods throw {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * unavailable.
 */
public interface DatabaseIdentity {

    /** A version one higher than any before, durable when it returns. */
    DatabaseVersion advance();

    /**
     * Begins a new lineage in place of the given one, unless it is already another. Also repairs data of a restore that
     * made sense only on the server it came from. A repeat changes nothing.
     */
    void renew(UUID replaced);
}

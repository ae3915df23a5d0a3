package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.DatabaseVersion;
import java.util.UUID;

/**
 * Numbers by which the source of truth is recognised. They are kept in it, so that a restore takes them back with all the
 * rest. Both methods throw {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away.
 */
public interface DatabaseIdentity {

    /** A version one higher than any before, durable when it returns. */
    DatabaseVersion advance();

    /**
     * Begins a new lineage in place of the one given, unless it is another by now, and settles what a restore brought along
     * that made sense only on the server it came from. A repeat changes nothing.
     */
    void renew(UUID replaced);
}

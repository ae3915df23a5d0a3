package bot.conversational.domain.indexing;

import java.util.UUID;

/**
 * The identity and progress of the database. An index stores the last version that it was given. A database at a lower
 * number, or of another lineage, was restored: it lacks data that the index may have.
 *
 * @param lineage of one history of the source; a new one begins with a restore
 * @param number ascends by one whenever it is asked for
 */
public record DatabaseVersion(UUID lineage, long number) {

    /** Whether a database that is here now is the one that had the earlier version, with all that it had then. */
    public boolean continues(DatabaseVersion earlier) {
        return lineage.equals(earlier.lineage) && number > earlier.number;
    }
}

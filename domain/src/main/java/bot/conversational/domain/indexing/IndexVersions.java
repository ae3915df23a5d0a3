package bot.conversational.domain.indexing;

import java.util.List;
import java.util.Optional;

/**
 * The versions of the index: one that is searched, and at times a newer one that is filled beside it and takes over.
 * Every method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the index server is
 * away.
 *
 * <p>A version gets every change that is polled from the moment it has begun, because whoever follows the changes asks
 * for {@link #written} <em>after</em> it polled and <em>before</em> it reads what changed. What was polled without it
 * was committed before it began, and is seen by the scan that fills it and begins later; what was read for it was read
 * after it began, so that a deletion which that reading missed is polled later still and reaches it, too.
 */
public interface IndexVersions {

    /** How an index fits what this service would make. */
    enum Fit {
        /** It is what it would make. */
        SAME,
        /** Made with another analyser: it takes the same documents and cuts them into other words. */
        OTHER_ANALYZER,
        /** Of an older version of the mapping: nothing but removals can be written. */
        OLDER,
        /** Of a newer version, by a newer service, which does the writing. */
        NEWER
    }

    /**
     * One index.
     *
     * @param searched whether it is the one that searches see
     * @param database the version of the database that fills it; empty when it was never shown one
     */
    record IndexVersion(String name, boolean searched, Fit fit, Optional<DatabaseVersion> database) {}

    /** All there are, newest first. */
    List<IndexVersion> all();

    /**
     * What changes are to be written to, newest first: so what the searched one has, the one to come has, too. Those of an
     * older version take removals and ignore the rest.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable also while there is none that this service can
     *     write, or one of a newer version
     */
    List<MessageIndex> written();

    /** One of them; writing to one that is gone is Unavailable and makes none. */
    MessageIndex index(String name);

    /**
     * Makes an empty version, which is written from now on and not searched, and deletes any other that was never
     * searched.
     *
     * @return its name
     * @throws bot.conversational.domain.shared.DomainException.Broken when the server does not have the analyser
     */
    String begin(DatabaseVersion current);

    /** In one step: searches see this version with all that was written, and the others are deleted. Repeatable. */
    void publish(String name);

    /**
     * Shows an index the database's version; one not newer than it knows, or an index that is gone, changes nothing.
     */
    void show(String name, DatabaseVersion current);
}

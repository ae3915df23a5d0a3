package bot.conversational.domain.indexing;

import java.util.List;
import java.util.Optional;

/**
 * The versions of the index: one that is searched, and at times a newer one that is filled and takes over. Every method
 * throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the index server is unavailable.
 *
 * <p>An index version gets every change that is polled after it has begun. For this a follower calls {@link #written}
 * <em>after</em> it polled and <em>before</em> it reads the changed entities. A change polled without it was committed
 * before it began, and is seen by the scan that fills it, which begins later. A state read for it was read after it
 * began. So a deletion that this read missed is polled later and reaches it, too.
 */
public interface IndexVersions {

    /** How an index fits what this service would make. */
    enum Fit {
        /** As this service would create it. */
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
     * The indices that changes are written to, newest first, so that the next one has all that the searched one has.
     * Those of an older mapping take removals and ignore the rest.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable also while there is none that this service
     *     can write, or one of a newer version
     */
    List<MessageIndex> written();

    /** One of them; writing to a deleted one is Unavailable and creates none. */
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

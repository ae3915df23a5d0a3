package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.IndexVersions.Fit;
import bot.conversational.domain.indexing.IndexVersions.IndexVersion;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fills a new index version from the source of truth while the old one is searched, and switches to it. It runs in
 * steps. Each resumes from the last one, on any node, so a killed rebuild is resumed. Meanwhile followers write new
 * changes to the new index version, too. Both write the same, and of two versions the newer stays.
 */
public final class RebuildIndex {

    private static final String WALK = "search-rebuild";
    private static final int CONVERSATIONS = 100;

    /** How long a rebuild of a dead node blocks the next one. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    /** How a step went. */
    public sealed interface Step {
        /** Another node is rebuilding. */
        record Busy() implements Step {}

        /** So many messages were brought to the version until the step, and until its end. */
        record Filling(String version, long before, long messages) implements Step {}

        /** The version is complete and is the one that is searched. */
        record Published(String version, long messages) implements Step {}
    }

    private final Checkpoints checkpoints;
    private final ConversationScan conversations;
    private final ReindexChanges reindex;
    private final IndexVersions versions;
    private final DatabaseIdentity identity;

    public RebuildIndex(
            Checkpoints checkpoints,
            ConversationScan conversations,
            ReindexChanges reindex,
            IndexVersions versions,
            DatabaseIdentity identity) {
        this.checkpoints = checkpoints;
        this.conversations = conversations;
        this.reindex = reindex;
        this.versions = versions;
        this.identity = identity;
    }

    /** About how many messages a whole rebuild has to bring. */
    public long messages() {
        return conversations.messages();
    }

    /**
     * Goes one step.
     *
     * @param holder names the rebuilding process; the same for all steps of one
     * @throws DomainException.Unavailable when a store is unavailable; the next step repeats this one
     * @throws DomainException.Conflict when a newer version of the service made the index
     */
    public Step step(String holder) {
        Optional<Checkpoints.Place> taken = checkpoints.take(WALK, holder, LEASE);
        if (taken.isEmpty()) {
            return new Step.Busy();
        }
        Checkpoints.Place place = isGoingOn(taken.get().subject()) ? taken.get() : begin();
        List<Change> some = conversations.next(place.after(), CONVERSATIONS);
        if (some.isEmpty()) {
            return publish(holder, place);
        }
        long brought = reindex.bring(some, List.of(versions.index(place.subject())));
        Checkpoints.Place next = new Checkpoints.Place(
                place.subject(), Optional.of(ConversationKey.of(some.getLast())), place.done() + brought);
        return checkpoints.move(WALK, holder, next, LEASE)
                ? new Step.Filling(next.subject(), place.done(), next.done())
                : new Step.Busy();
    }

    /** Lets another process resume at once. */
    public void leave(String holder) {
        checkpoints.leave(WALK, holder);
    }

    private Step publish(String holder, Checkpoints.Place place) {
        // Only by the holder: another process may have begun a newer one.
        if (!checkpoints.move(WALK, holder, place, LEASE)) {
            return new Step.Busy();
        }
        versions.publish(place.subject());
        checkpoints.move(WALK, holder, Checkpoints.Place.NOWHERE, LEASE);
        checkpoints.leave(WALK, holder);
        return new Step.Published(place.subject(), place.done());
    }

    private Checkpoints.Place begin() {
        if (versions.all().stream().anyMatch(it -> it.fit() == Fit.NEWER)) {
            throw new DomainException.Conflict(
                    "The index belongs to a newer version of the service: rebuild it with that.");
        }
        return Checkpoints.Place.startOf(versions.begin(identity.advance()));
    }

    /** Whether the version is there, is not searched yet, and is what would be made now. */
    private boolean isGoingOn(String name) {
        Optional<IndexVersion> known = versions.all().stream()
                .filter(it -> it.name().equals(name) && !it.searched() && it.fit() == Fit.SAME)
                .findFirst();
        if (known.isEmpty()) {
            return false;
        }
        DatabaseVersion now = identity.advance();
        return known.get().database().filter(now::continues).isPresent();
    }
}

package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Repairs differences that an audit found. Missing and stale messages are noted as changed, at a version above all in
 * the index, and are indexed like every change: so no writer has to be stopped meanwhile. Ghosts are removed at once,
 * from every index version; a deleted message never comes back. Messages without their vectors are noted as changed, too,
 * and wait to be embedded again.
 */
public final class RepairIndex {

    /** A document that other hands deleted counts as one version more, which an index remembers for a while. */
    private static final int DELETION_BY_HAND = 1;

    private record VectorsOfUser(UserId user, String model) {}

    private final AuditedSource source;
    private final IndexVersions versions;
    private final VectorContents vectors;

    public RepairIndex(AuditedSource source, IndexVersions versions, VectorContents vectors) {
        this.source = source;
        this.versions = versions;
        this.vectors = vectors;
    }

    /**
     * Repairs these; a repeat is harmless.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable
     */
    public void repair(List<Difference> differences) {
        Map<UserId, Map<ConversationId, Long>> noted = new HashMap<>();
        Map<UserId, List<MessageId>> ghosts = new HashMap<>();
        Map<VectorsOfUser, List<MessageId>> missing = new HashMap<>();
        Map<UserId, List<MessageId>> ghostVectors = new HashMap<>();
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.Missing it ->
                    note(noted, it.user(), it.conversation(), it.version() + DELETION_BY_HAND);
                case Difference.Stale it -> note(noted, it.user(), it.conversation(), it.version());
                case Difference.Ghost it ->
                    ghosts.computeIfAbsent(it.user(), user -> new ArrayList<>()).add(it.message());
                case Difference.MissingVectors it -> {
                    missing.computeIfAbsent(new VectorsOfUser(it.user(), it.model()), key -> new ArrayList<>())
                            .add(it.message());
                    note(noted, it.user(), it.conversation(), 0);
                }
                case Difference.GhostVectors it ->
                    ghostVectors
                            .computeIfAbsent(it.user(), user -> new ArrayList<>())
                            .add(it.message());
            }
        }
        // Before the changes are noted, or a follower could look for what waits in between.
        missing.forEach((of, messages) -> vectors.forget(of.user(), of.model(), messages));
        noted.forEach(source::noteAgain);
        ghostVectors.forEach(vectors::discard);
        if (!ghosts.isEmpty()) {
            List<MessageIndex> indices = versions.written();
            ghosts.forEach((user, messages) -> indices.forEach(index -> index.discard(user, messages)));
        }
    }

    /** Has conversations of one user written again, whatever the index has of them. */
    public void writeAgain(UserId user, List<Change> conversations) {
        Map<ConversationId, Long> noted = new HashMap<>();
        conversations.forEach(it -> noted.put(new ConversationId(it.id()), it.version() + DELETION_BY_HAND));
        source.noteAgain(user, noted);
    }

    private static void note(
            Map<UserId, Map<ConversationId, Long>> noted, UserId user, ConversationId conversation, long version) {
        noted.computeIfAbsent(user, it -> new HashMap<>()).merge(conversation, version, Math::max);
    }
}

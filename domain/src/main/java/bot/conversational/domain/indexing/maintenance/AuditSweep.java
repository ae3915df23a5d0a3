package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes an audit through everything, step by step: first along the source's conversations, for what the index lacks,
 * and then along the index's users, for what the source lacks.
 */
public final class AuditSweep {

    private static final String GHOSTS = "ghosts";
    private static final int CONVERSATIONS = 20;
    private static final ConversationId NONE = new ConversationId(new UUID(0, 0));

    private final ConversationScan conversations;
    private final IndexContents contents;
    private final AuditIndex audit;

    public AuditSweep(ConversationScan conversations, IndexContents contents, AuditIndex audit) {
        this.conversations = conversations;
        this.contents = contents;
        this.audit = audit;
    }

    /** About how many messages the first half of the way looks at. */
    public long messages() {
        return conversations.messages();
    }

    /**
     * Goes one step: some conversations, or one user.
     *
     * @param place where it is; {@link Checkpoints.Place#NOWHERE} at the beginning
     * @param each takes findings, perhaps in several pieces
     * @return where it is then; empty at the end of the way
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable; the step can be
     *     repeated
     */
    public Optional<Checkpoints.Place> step(Checkpoints.Place place, Consumer<Findings> each) {
        return place.subject().equals(GHOSTS) ? nextUser(place, each) : Optional.of(nextConversations(place, each));
    }

    private Checkpoints.Place nextConversations(Checkpoints.Place place, Consumer<Findings> each) {
        List<Change> some = conversations.next(place.after(), CONVERSATIONS);
        if (some.isEmpty()) {
            return Checkpoints.Place.startOf(GHOSTS);
        }
        Findings found = audit.compare(some);
        each.accept(found);
        return new Checkpoints.Place(
                "", Optional.of(ConversationKey.of(some.getLast())), place.done() + found.compared());
    }

    private Optional<Checkpoints.Place> nextUser(Checkpoints.Place place, Consumer<Findings> each) {
        List<UserId> next = contents.users(place.after().map(ConversationKey::user), 1);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        UserId user = next.getFirst();
        audit.ghosts(user, each);
        return Optional.of(
                new Checkpoints.Place(GHOSTS, Optional.of(new ConversationKey(user, NONE)), place.done() + 1));
    }
}

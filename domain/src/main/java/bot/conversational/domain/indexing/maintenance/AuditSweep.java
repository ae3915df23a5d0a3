package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes an audit through everything, step by step: first along the source's conversations, for what its copies
 * lack, and then along the users of each copy, for what the source lacks.
 */
public final class AuditSweep {

    /** What the way along the first copy's users is called; along those of another copy its number follows. */
    private static final String GHOSTS = "ghosts";

    private static final int CONVERSATIONS = 20;
    private static final ConversationId NONE = new ConversationId(new UUID(0, 0));

    private final ConversationScan conversations;
    private final List<AuditedCopy> copies;

    /** @param copies at least one */
    public AuditSweep(ConversationScan conversations, List<AuditedCopy> copies) {
        this.conversations = conversations;
        this.copies = List.copyOf(copies);
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
        for (int copy = 0; copy < copies.size(); copy++) {
            if (place.subject().equals(ghostsOf(copy))) {
                return nextUser(copy, place, each);
            }
        }
        return Optional.of(nextConversations(place, each));
    }

    private Checkpoints.Place nextConversations(Checkpoints.Place place, Consumer<Findings> each) {
        List<Change> some = conversations.next(place.after(), CONVERSATIONS);
        if (some.isEmpty()) {
            return Checkpoints.Place.startOf(ghostsOf(0));
        }
        Findings found = copies.stream().map(copy -> copy.compare(some)).reduce(Findings.NONE, Findings::plus);
        each.accept(found);
        return new Checkpoints.Place(
                "", Optional.of(ConversationKey.of(some.getLast())), place.done() + found.compared());
    }

    private Optional<Checkpoints.Place> nextUser(int copy, Checkpoints.Place place, Consumer<Findings> each) {
        List<UserId> next = copies.get(copy).users(place.after().map(ConversationKey::user), 1);
        if (next.isEmpty()) {
            return copy + 1 < copies.size()
                    ? Optional.of(Checkpoints.Place.startOf(ghostsOf(copy + 1)))
                    : Optional.empty();
        }
        UserId user = next.getFirst();
        copies.get(copy).ghosts(user, each);
        return Optional.of(
                new Checkpoints.Place(ghostsOf(copy), Optional.of(new ConversationKey(user, NONE)), place.done() + 1));
    }

    private static String ghostsOf(int copy) {
        return copy == 0 ? GHOSTS : GHOSTS + copy;
    }
}

package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * Deletes the leftovers of conversations. {@link DeleteConversation} only makes a conversation disappear, which takes
 * the same time whatever is in it. Each node runs this again and again.
 */
public final class DeleteLeftovers {

    private final LeftoverStore leftovers;

    public DeleteLeftovers(LeftoverStore leftovers) {
        this.leftovers = leftovers;
    }

    /**
     * Deletes one piece of one user's. All have their turn: a large conversation, or one that fails each time, keeps no
     * other waiting.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        Optional<UserId> user = leftovers.next();
        return user.isPresent() && leftovers.deleteSome(user.get());
    }
}

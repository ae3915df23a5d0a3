package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.MessageId;
import java.util.Optional;

/**
 * The newest message of a branch, which a question goes behind.
 *
 * @param id empty when the branch has no message yet
 * @param seq 0 when the branch has no message yet
 */
public record BranchHead(Optional<MessageId> id, long seq, ContextHash hash) {

    public static final BranchHead NONE = new BranchHead(Optional.empty(), 0, ContextHash.EMPTY);

    public static BranchHead of(ContextMessage newest) {
        return new BranchHead(
                Optional.of(newest.message().id()), newest.message().seq(), newest.hash());
    }
}

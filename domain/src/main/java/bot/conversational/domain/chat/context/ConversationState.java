package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.shared.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a conversation that a turn needs, except its messages.
 *
 * @param lastSeq the highest seq given out in the conversation, on any branch
 * @param head of the branch that the turn is on
 * @param write the write that made this version. A store that lost its newest versions reaches their numbers again, but
 *     never by the same writes. Empty when the conversation was only added
 * @param folder what the folder that it is in says; empty: it is in none
 */
public record ConversationState(
        Conversation conversation,
        long lastSeq,
        BranchHead head,
        Optional<WriteId> write,
        Optional<FolderPrompt> folder) {

    /** Of a conversation in no folder. */
    public ConversationState(Conversation conversation, long lastSeq, BranchHead head, Optional<WriteId> write) {
        this(conversation, lastSeq, head, write, Optional.empty());
    }

    /** A conversation that was only added. */
    public static ConversationState added(Conversation conversation) {
        return new ConversationState(conversation, 0, BranchHead.NONE, Optional.empty());
    }

    /** With a question's digest, the key of a cached answer. */
    public Digest tip() {
        List<String> texts = new ArrayList<>(List.of(
                conversation.model().orElse(""), conversation.systemPrompt().orElse("")));
        folder.flatMap(FolderPrompt::text).ifPresent(texts::add);
        return head.hash().digest().plus(texts);
    }

    /**
     * The state after a write of the turn: one version on.
     *
     * @param added messages counted, and seqs given out, by the write
     * @param title for a conversation that has none
     */
    public ConversationState after(int added, BranchHead head, Instant now, Optional<String> title) {
        return new ConversationState(
                conversation.next(added, now, title), lastSeq + added, head, Optional.of(WriteId.of(head)), folder);
    }

    /** The same state on another branch. */
    public ConversationState on(BranchHead branch) {
        return new ConversationState(conversation, lastSeq, branch, write, folder);
    }

    /** The same state with the conversation at another version. */
    public ConversationState atVersion(long version) {
        return new ConversationState(conversation.atVersion(version), lastSeq, head, write, folder);
    }

    /** The same state with what its folder says now. */
    public ConversationState in(Optional<FolderPrompt> newFolder) {
        return new ConversationState(conversation, lastSeq, head, write, newFolder);
    }
}

package bot.conversational.domain.sharing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A share as its owner sees it.
 *
 * @param branch a message of the shared branch; empty: the branch that was the newest when the snapshot was made
 * @param revision of the snapshot, from 1; one more with each renewal
 * @param views readings so far, about: a node that dies loses those of its last seconds
 */
public record Share(ShareId id, UserId user, Link link, ShareTerms terms, int revision, Instant createdAt, long views) {

    /** Where it leads, and by which token. */
    public record Link(ShareToken token, ConversationId conversation, Optional<MessageId> branch) {}
}

package bot.conversational.domain.sharing.copying;

import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;
import java.time.Instant;

/**
 * The requests for copies that came with a key, for at least a day. Each method is one statement, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface CopyRequests {

    /**
     * What a key of the user stands for.
     *
     * @param copy the conversation that the first request with the key makes
     * @param same whether that request was the same
     * @param done whether the copy has been made, and may have been deleted since
     */
    record Claimed(ConversationId copy, boolean same, boolean done) {}

    /** Notes that a request makes this copy, unless the key was used before. */
    Claimed claim(UserId user, KeyedRequest request, ConversationId copy, Instant at);

    /** Notes that the copy has been made. */
    void done(UserId user, KeyedRequest request);

    /** Forgets some of those that were noted before a time; returns whether there may be more. */
    boolean forget(Instant before);
}

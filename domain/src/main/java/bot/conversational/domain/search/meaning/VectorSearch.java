package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a user's own messages by their vectors. Each method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable or too slow.
 */
public interface VectorSearch {

    /**
     * Where a list by nearness goes on.
     *
     * @param cosine of the last message seen
     */
    record Place(double cosine, MessageId message) {}

    /**
     * A message.
     *
     * @param cosine of its nearest passage and what was looked for
     * @param passage that passage's number in the message
     */
    record Near(Message message, Optional<String> title, double cosine, int passage) {}

    /**
     * The messages that the filters leave, nearest first and those of equal nearness by their ids, at most {@code
     * limit}. Of a user with very many passages as many are compared as the reach says. Few at a time reach all: others
     * are told at once that the store is unavailable.
     */
    List<Near> nearest(
            UserId user,
            String model,
            Embedding query,
            MessageQuery.Filters filters,
            Reach reach,
            Optional<Place> after,
            int limit);

    /** The same among the newest. */
    default List<Near> nearest(
            UserId user,
            String model,
            Embedding query,
            MessageQuery.Filters filters,
            Optional<Place> after,
            int limit) {
        return nearest(user, model, query, filters, Reach.NEWEST, after, limit);
    }

    /** A conversation and the cosine of its nearest message. */
    record NearConversation(ConversationId conversation, double cosine) {}

    /** The user's other conversations nearest to the middle of one, nearest first; none when that has no vectors. */
    List<NearConversation> related(UserId user, String model, ConversationId conversation, int limit);

    /** How near these messages of the user's are; those without vectors are left out. */
    Map<MessageId, Double> cosines(UserId user, String model, Embedding query, List<MessageId> messages);

    /**
     * Whether all of the user's older messages have their vectors. Whoever asks for the first time is left for filling.
     */
    boolean filled(UserId user, String model);

    /**
     * Another model that the user has vectors of.
     *
     * @param filled whether all of the user's messages have them
     */
    record Former(String model, int dimensions, boolean filled) {}

    /** All models but the wanted one that the user has vectors of, last wanted first. */
    List<Former> formers(UserId user, String wanted);
}

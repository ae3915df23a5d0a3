package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of the conversations in which something was found, each once.
 *
 * @param next where the next page starts, when there are more
 */
public record ConversationHits(List<Hit> items, Optional<String> next) {

    /** Passages shown of a conversation at most. */
    public static final int MAX_PASSAGES = 3;

    /**
     * A conversation found.
     *
     * @param score of its best passage
     * @param passages one to {@value #MAX_PASSAGES}, in the query's order: that of the first one is the conversation's
     */
    public record Hit(ConversationId conversation, double score, List<Passage> passages) {
        public Hit {
            passages = List.copyOf(passages);
        }
    }

    /**
     * A message in which something was found.
     *
     * @param highlights pieces of the text, escaped for HTML but for {@code <em>} around what matched
     */
    public record Passage(MessageId message, MessageRole role, Instant createdAt, List<String> highlights) {

        static Passage of(MessageHits.Hit hit) {
            return new Passage(
                    hit.message().id(), hit.message().role(), hit.message().createdAt(), hit.highlights());
        }
    }

    public ConversationHits {
        items = List.copyOf(items);
    }
}

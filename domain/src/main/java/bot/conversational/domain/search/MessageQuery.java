package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.shared.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's search among their own messages.
 *
 * @param text words, of which {@link QueryText#required()} must occur; {@code "phrases"}, {@code -without} and {@code
 *     prefix*} are understood, any other text is just text
 * @param page positions are the index's own
 */
public record MessageQuery(String text, Filters filters, Sort sort, PageRequest<String> page) {

    public static final int MAX_TEXT = 1_000;

    /**
     * Which messages are searched; an empty filter does not restrict. {@code from} is inclusive, {@code to} exclusive.
     */
    public record Filters(
            Optional<MessageRole> role,
            Optional<ConversationId> conversation,
            Optional<String> model,
            Optional<Rating> feedback,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Boolean> archived) {

        public static final Filters NONE = new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** In which order; ties by newest first. */
    public enum Sort {
        RELEVANCE,
        NEWEST,
        OLDEST
    }

    /**
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the text is blank, too long or of too many
     *     terms
     */
    public MessageQuery {
        Text.checked("q", text, 1, MAX_TEXT);
        QueryText.parse(text);
    }

    /** The same, but for the page. */
    public MessageQuery from(PageRequest<String> other) {
        return new MessageQuery(text, filters, sort, other);
    }

    /** The text taken apart. */
    public QueryText terms() {
        return QueryText.parse(text);
    }
}

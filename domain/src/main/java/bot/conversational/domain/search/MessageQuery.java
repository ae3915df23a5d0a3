package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.shared.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's search among their own messages.
 *
 * @param text words, of which one must occur; {@code "phrases"}, {@code -without} and {@code
 *     prefix*} are understood, any other text is just text
 * @param reach of a search by meaning; others know no end
 * @param page positions are the index's own
 */
public record MessageQuery(String text, Filters filters, Sort sort, Reach reach, PageRequest<String> page) {

    public static final int MAX_TEXT = 1_000;

    /**
     * Which messages are searched; an empty filter does not restrict. {@code from} is inclusive, {@code to} exclusive.
     *
     * @param within conversations that pass it
     */
    public record Filters(
            Optional<MessageRole> role,
            Optional<ConversationId> conversation,
            Optional<String> model,
            Optional<Rating> feedback,
            Optional<Instant> from,
            Optional<Instant> to,
            ConversationFilter within) {

        public static final Filters NONE = new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConversationFilter.NONE);

        /** Whether none of them excludes a document. */
        boolean pass(MessageDocument document) {
            Message message = document.message();
            return role.map(message.role()::equals).orElse(true)
                    && conversation.map(message.conversationId()::equals).orElse(true)
                    && model.map(name -> message.model().equals(Optional.of(name)))
                            .orElse(true)
                    && feedback.map(rating -> message.feedback().equals(Optional.of(rating)))
                            .orElse(true)
                    && from.map(start -> !message.createdAt().isBefore(start)).orElse(true)
                    && to.map(message.createdAt()::isBefore).orElse(true)
                    && within.passes(document.archived(), document.filing());
        }
    }

    /** In which order; ties by newest first. */
    public enum Sort {
        RELEVANCE,
        NEWEST,
        OLDEST
    }

    /** How much of a long history is compared, and for how long. */
    public enum Reach {
        /** The newest {@value #PASSAGES} passages of messages. */
        NEWEST(Duration.ofSeconds(1)),
        /** All, or there is no answer: whoever asks for that waits. */
        ALL(Duration.ofSeconds(5));

        /** How many passages are the newest. */
        public static final int PASSAGES = 20_000;

        private final Duration limit;

        Reach(Duration limit) {
            this.limit = limit;
        }

        /** The time after which it is given up, in whole seconds. */
        public Duration limit() {
            return limit;
        }
    }

    /** Of the newest. */
    public MessageQuery(String text, Filters filters, Sort sort, PageRequest<String> page) {
        this(text, filters, sort, Reach.NEWEST, page);
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
        return new MessageQuery(text, filters, sort, reach, other);
    }

    /** The text taken apart. */
    public QueryText terms() {
        return QueryText.parse(text);
    }
}

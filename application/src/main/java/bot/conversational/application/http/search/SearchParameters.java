package bot.conversational.application.http.search;

import bot.conversational.application.http.conversations.WithinParameters;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.SearchMode;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query of a search for messages. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY) // for the description of the API
@SuppressWarnings("NullAway.Init") // Jersey fills the fields
public final class SearchParameters {

    @QueryParam("q")
    @Parameter(required = true)
    @Nullable
    String q;

    @QueryParam("mode")
    @Nullable
    SearchMode mode;

    @QueryParam("role")
    @Nullable
    MessageRole role;

    @QueryParam("conversationId")
    @Nullable
    UUID conversationId;

    @QueryParam("model")
    @Nullable
    String model;

    @QueryParam("feedback")
    @Nullable
    Rating feedback;

    @QueryParam("from")
    @Nullable
    Instant from;

    @QueryParam("to")
    @Nullable
    Instant to;

    @QueryParam("archived")
    @Nullable
    Boolean archived;

    @QueryParam("folder")
    @Parameter(description = "A folder's id, or none for conversations in no folder")
    @Nullable
    String folder;

    @QueryParam("tag")
    @Parameter(description = "In whatever case")
    @Nullable
    String tag;

    @QueryParam("sort")
    @Nullable
    Sort sort;

    @QueryParam("reach")
    @Parameter(
            description = "How much of a very long history a search by meaning compares: the newest 20,000 passages of"
                    + " messages, or all within five seconds, else 503")
    @Nullable
    Reach reach;

    @QueryParam("limit")
    @Nullable
    Integer limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;

    MessageQuery query(PageRequest<String> page) {
        return new MessageQuery(text(), filters(), sort(), reach(), page);
    }

    /** Everything that the list of hits depends on. */
    String list() {
        return "search " + text() + "\n" + mode() + "\n" + filters() + "\n" + sort() + "\n" + reach();
    }

    private String text() {
        if (q == null) {
            throw new DomainException.Invalid("q", "must be given");
        }
        return q;
    }

    SearchMode mode() {
        return mode == null ? SearchMode.KEYWORD : mode;
    }

    private Sort sort() {
        return sort == null ? Sort.RELEVANCE : sort;
    }

    Reach reach() {
        return reach == null ? Reach.NEWEST : reach;
    }

    private MessageQuery.Filters filters() {
        return new MessageQuery.Filters(
                Optional.ofNullable(role),
                Optional.ofNullable(conversationId).map(ConversationId::new),
                Optional.ofNullable(model),
                Optional.ofNullable(feedback),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                WithinParameters.filter(archived, folder, tag));
    }
}

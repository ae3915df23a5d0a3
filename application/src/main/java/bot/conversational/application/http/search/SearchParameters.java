package bot.conversational.application.http.search;

import bot.conversational.application.http.json.QueryValues;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query of a search for messages. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY) // for the description of the API
@SuppressWarnings("NullAway.Init") // Jersey fills the fields
public final class SearchParameters {

    @QueryParam("q")
    @Nullable
    String q;

    @QueryParam("mode")
    @DefaultValue("keyword")
    String mode;

    @QueryParam("role")
    @Nullable
    String role;

    @QueryParam("conversationId")
    @Nullable
    String conversationId;

    @QueryParam("model")
    @Nullable
    String model;

    @QueryParam("feedback")
    @Nullable
    String feedback;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("archived")
    @Nullable
    String archived;

    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;

    MessageQuery query(PageRequest<String> page) {
        if (!mode.equals("keyword")) {
            throw new DomainException.Invalid("mode", "must be keyword");
        }
        return new MessageQuery(text(), filters(), sort(), page);
    }

    /** Everything that the list of hits depends on. */
    String list() {
        return "search " + text() + "\n" + mode + "\n" + filters() + "\n" + sort();
    }

    private String text() {
        if (q == null) {
            throw new DomainException.Invalid("q", "must be given");
        }
        return q;
    }

    private Sort sort() {
        return QueryValues.oneOf(Sort.class, "sort", sort).orElse(Sort.RELEVANCE);
    }

    private MessageQuery.Filters filters() {
        return new MessageQuery.Filters(
                QueryValues.oneOf(MessageRole.class, "role", role),
                QueryValues.id("conversationId", conversationId).map(ConversationId::new),
                Optional.ofNullable(model),
                QueryValues.oneOf(Rating.class, "feedback", feedback),
                QueryValues.time("from", from),
                QueryValues.time("to", to),
                QueryValues.flag("archived", archived));
    }
}

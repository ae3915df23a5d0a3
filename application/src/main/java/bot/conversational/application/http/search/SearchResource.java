package bot.conversational.application.http.search;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.conversations.ConversationJson;
import bot.conversational.application.http.conversations.WithinParameters;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.conversation.reading.BrowseConversations;
import bot.conversational.domain.search.DiscoverConversations;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.SearchMessages;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public final class SearchResource {

    private final BrowseConversations conversations;
    private final SearchMessages messages;
    private final DiscoverConversations discovery;
    private final CursorSeal seal;

    @Inject
    public SearchResource(
            BrowseConversations conversations,
            SearchMessages messages,
            DiscoverConversations discovery,
            CursorSeal seal) {
        this.conversations = conversations;
        this.messages = messages;
        this.discovery = discovery;
        this.seal = seal;
    }

    @GET
    @Scoped(Scope.SEARCH)
    @Path("titles")
    @Operation(operationId = "searchTitles", summary = "The caller's conversations by title, typos forgiven")
    public ListJson<ConversationJson> titles(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @Parameter(required = true) @QueryParam("q") @Nullable String q,
            @Parameter(description = "A folder's id, or none for conversations in no folder")
                    @QueryParam("folder")
                    @Nullable
                    String folder,
            @Parameter(description = "In whatever case") @QueryParam("tag") @Nullable String tag,
            @QueryParam("limit") @Nullable Integer limit) {
        if (q == null) {
            throw new DomainException.Invalid("q", "must be given");
        }
        int most = PageRequest.first(limit == null ? PageRequest.DEFAULT_LIMIT : limit)
                .limit();
        return new ListJson<>(
                conversations.byTitle(caller.user(), q, WithinParameters.filter(null, folder, tag), most).stream()
                        .map(ConversationJson::of)
                        .toList(),
                null);
    }

    @GET
    @Scoped(Scope.SEARCH)
    @Path("messages")
    @Operation(
            operationId = "searchMessages",
            summary = "The caller's messages by their words, by what they mean, or both")
    public MessageHitsJson messages(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @BeanParam SearchParameters parameters,
            @Context HttpServletResponse response) {
        Paging<String> paging = paging(caller, "messages", parameters);
        MessageQuery query = parameters.query(paging.request(parameters.limit, parameters.cursor));
        MessageHits hits = timed(query, response, () -> messages.search(caller.user(), query, parameters.mode()));
        return MessageHitsJson.of(hits, paging.next(hits.next()));
    }

    @GET
    @Scoped(Scope.SEARCH)
    @Path("conversations")
    @Operation(
            operationId = "searchConversations",
            summary = "The caller's conversations by their messages, each with its best passages")
    public ListJson<DiscoveredJson> conversations(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @BeanParam SearchParameters parameters,
            @Context HttpServletResponse response) {
        Paging<String> paging = paging(caller, "conversations", parameters);
        MessageQuery query = parameters.query(paging.request(parameters.limit, parameters.cursor));
        return paging.answer(
                timed(query, response, () -> discovery.search(caller.user(), query, parameters.mode())),
                DiscoveredJson::of);
    }

    /** Where all is compared, the answer says how long that took. */
    private static <R> R timed(MessageQuery query, HttpServletResponse response, Supplier<R> search) {
        long begun = System.nanoTime();
        R found = search.get();
        if (query.reach() == Reach.ALL) {
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            response.setHeader("Server-Timing", "meaning;dur=" + millis);
        }
        return found;
    }

    private Paging<String> paging(CallerPrincipal caller, String what, SearchParameters parameters) {
        return new Paging<>(
                seal, caller.user(), what + " " + parameters.list(), Function.identity(), Function.identity());
    }
}

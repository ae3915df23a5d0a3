package bot.conversational.application.http.search;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.meaning.FindRelated;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/api/v1/conversations/{id}/related")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public final class RelatedResource {

    private final FindRelated related;

    @Inject
    public RelatedResource(FindRelated related) {
        this.related = related;
    }

    @GET
    @Scoped(Scope.SEARCH)
    @Operation(
            operationId = "listRelatedConversations",
            summary = "Up to five of the caller's other conversations, nearest in meaning first")
    public ListJson<RelatedJson> related(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ConversationId conversation) {
        return new ListJson<>(
                related.related(caller.user(), conversation).stream()
                        .map(RelatedJson::of)
                        .toList(),
                null);
    }
}

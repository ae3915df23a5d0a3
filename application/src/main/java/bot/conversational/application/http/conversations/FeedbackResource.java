package bot.conversational.application.http.conversations;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.editing.RateAnswer;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/api/v1/conversations/{id}/messages/{mid}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Chat")
public final class FeedbackResource {

    private final RateAnswer rate;

    @Inject
    public FeedbackResource(RateAnswer rate) {
        this.rate = rate;
    }

    @PUT
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(operationId = "rateAnswer", summary = "Rate an answer")
    @ApiResponse(responseCode = "204", description = "The rating is stored")
    @ApiResponse(responseCode = "409", description = "The answer is still being generated")
    public void put(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("mid") MessageId message,
            @NotNull @Valid FeedbackBody body) {
        rate.rate(caller.user(), conversation, message, body.feedback());
    }

    @DELETE
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(operationId = "removeRating", summary = "Remove the rating of an answer")
    public void delete(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("mid") MessageId message) {
        rate.takeBack(caller.user(), conversation, message);
    }
}

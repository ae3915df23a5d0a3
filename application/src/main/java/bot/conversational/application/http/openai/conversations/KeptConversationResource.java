package bot.conversational.application.http.openai.conversations;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.UserInBody;
import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.items.ItemReader;
import bot.conversational.application.http.openai.items.MetadataReader;
import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.responses.KeepConversation;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.user.UserId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public final class KeptConversationResource {

    private final KeepConversation conversations;

    @Inject
    public KeptConversationResource(KeepConversation conversations) {
        this.conversations = conversations;
    }

    @POST
    @Scoped({Scope.CHAT, Scope.CONVERSATIONS_WRITE})
    @UserInBody
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "keepConversation", summary = "Make a conversation, with metadata and items")
    public KeptConversationJson create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = KeepConversationBody.class)))
                    OpenAiBody body) {
        UserId user = caller.named(body).user();
        return KeptConversationJson.of(conversations.create(
                user, MetadataReader.read(body.fields()), ItemReader.items(body.fields(), "items")));
    }

    @GET
    @Path("{id}")
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "getKeptConversation", summary = "A conversation and its metadata")
    public KeptConversationJson show(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") String id) {
        return KeptConversationJson.of(conversations.show(caller.user(), OpenAiIds.conversation(id)));
    }

    @POST
    @Path("{id}")
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @UserInBody
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "noteKeptConversation", summary = "Give a conversation other metadata")
    public KeptConversationJson note(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = NoteConversationBody.class)))
                    OpenAiBody body) {
        UserId user = caller.named(body).user();
        if (!body.fields().has("metadata")) {
            throw OpenAiFailure.missing("metadata");
        }
        return KeptConversationJson.of(
                conversations.note(user, OpenAiIds.conversation(id), MetadataReader.read(body.fields())));
    }

    @DELETE
    @Path("{id}")
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(operationId = "deleteKeptConversation", summary = "Delete a conversation with everything in it")
    public DeletedConversationJson delete(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") String id) {
        conversations.delete(caller.user(), OpenAiIds.conversation(id));
        return new DeletedConversationJson(id, "conversation.deleted", true);
    }
}

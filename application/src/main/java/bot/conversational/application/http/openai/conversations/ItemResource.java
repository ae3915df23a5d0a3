package bot.conversational.application.http.openai.conversations;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.UserInBody;
import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.items.ItemJson;
import bot.conversational.application.http.openai.items.ItemListJson;
import bot.conversational.application.http.openai.items.ItemReader;
import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.responses.InputItem;
import bot.conversational.domain.responses.KeepConversation;
import bot.conversational.domain.responses.KeepItems;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations/{id}/items")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public final class ItemResource {

    private final KeepItems items;
    private final KeepConversation conversations;

    @Inject
    public ItemResource(KeepItems items, KeepConversation conversations) {
        this.items = items;
        this.conversations = conversations;
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listItems", summary = "The items of a conversation, along its newest branch")
    public ItemListJson list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        return ItemListJson.of(items.list(
                caller.user(),
                OpenAiIds.conversation(id),
                ItemListJson.page(limit, after),
                ItemListJson.newestFirst(order)));
    }

    @POST
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @UserInBody
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addItems", summary = "Add items behind the newest one")
    public ItemListJson add(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AddItemsBody.class)))
                    OpenAiBody body) {
        UserId user = caller.named(body).user();
        List<InputItem> given = ItemReader.items(body.fields(), "items");
        if (given.isEmpty()) {
            throw OpenAiFailure.missing("items");
        }
        return ItemListJson.of(new KeepItems.Stretch(items.add(user, OpenAiIds.conversation(id), given), false));
    }

    @GET
    @Path("{item}")
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "getItem", summary = "One item")
    public ItemJson find(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @PathParam("item") String item) {
        return ItemJson.of(items.find(caller.user(), OpenAiIds.conversation(id), OpenAiIds.item(item)));
    }

    @DELETE
    @Path("{item}")
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(
            operationId = "deleteItem",
            summary = "Delete an item",
            description = "The answer is its conversation. What other messages follow is only emptied.")
    public KeptConversationJson delete(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @PathParam("item") String item) {
        ConversationId conversation = OpenAiIds.conversation(id);
        items.delete(caller.user(), conversation, OpenAiIds.item(item));
        return KeptConversationJson.of(conversations.show(caller.user(), conversation));
    }
}

package bot.conversational.application.http.sharing;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.sharing.ManageShares;
import bot.conversational.domain.sharing.ShareId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Shares of one conversation. */
@Path("/api/v1/conversations/{id}/shares")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sharing")
public final class ShareResource {

    private final ManageShares shares;

    @Inject
    public ShareResource(ManageShares shares) {
        this.shares = shares;
    }

    @POST
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(
            operationId = "createShare",
            summary = "Share a branch as it is now under a link",
            description = "Later messages are not in it. Reasoning, tools and files are if they are ticked.")
    @ApiResponse(responseCode = "409", description = "The user has 100 shares, the most there may be")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShareJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @NotNull @Valid CreateShareBody body,
            @Context HttpServletRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(ShareJson.of(shares.share(
                        caller.caller(), conversation, body.through(), body.terms(), RequestOrigin.of(request))))
                .build();
    }

    @PUT
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{sid}")
    @Operation(operationId = "renewShare", summary = "Have a share show its branch as it is now, under the same link")
    @ApiResponse(responseCode = "422", description = "The branch has nothing that can be shared, or is too long")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShareJson.class)))
    public ShareJson renew(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("sid") ShareId share,
            @Context HttpServletRequest request) {
        return ShareJson.of(shares.renew(caller.caller(), conversation, share, RequestOrigin.of(request)));
    }
}

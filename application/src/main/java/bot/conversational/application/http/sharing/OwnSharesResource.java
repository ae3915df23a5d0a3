package bot.conversational.application.http.sharing;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.sharing.ManageShares;
import bot.conversational.domain.sharing.ShareId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** All shares of the caller. */
@Path("/api/v1/shares")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sharing")
public final class OwnSharesResource {

    private final ManageShares shares;
    private final CursorSeal seal;

    @Inject
    public OwnSharesResource(ManageShares shares, CursorSeal seal) {
        this.shares = shares;
        this.seal = seal;
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listShares", summary = "The caller's shares, newest first")
    public ListJson<ShareJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Paging<ShareId> paging = Paging.ofIds(seal, caller.user(), "shares", ShareId::new);
        return paging.answer(shares.list(caller.caller(), paging.request(limit, cursor)), ShareJson::of);
    }

    @DELETE
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(operationId = "revokeShare", summary = "End a share: nobody reads it any more")
    public void revoke(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ShareId share,
            @Context HttpServletRequest request) {
        shares.revoke(caller.caller(), share, RequestOrigin.of(request));
    }
}

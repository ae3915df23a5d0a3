package bot.conversational.application.http.administration;

import bot.conversational.application.http.analytics.UsageJson;
import bot.conversational.application.http.analytics.UsageParameters;
import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.json.FieldChecks;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.application.http.json.Words;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.administration.BrowseUsers;
import bot.conversational.domain.administration.EditUser;
import bot.conversational.domain.administration.InviteUser;
import bot.conversational.domain.administration.UserFilter;
import bot.conversational.domain.analytics.ReportUsage;
import bot.conversational.domain.erasure.EraseUser;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public final class ManagedUserResource {

    private final BrowseUsers browse;
    private final InviteUser invite;
    private final EditUser edit;
    private final EraseUser erase;
    private final ReportUsage usage;
    private final CursorSeal seal;
    private final InstantSource clock;

    @Inject
    public ManagedUserResource(
            BrowseUsers browse,
            InviteUser invite,
            EditUser edit,
            EraseUser erase,
            ReportUsage usage,
            CursorSeal seal,
            InstantSource clock) {
        this.browse = browse;
        this.invite = invite;
        this.edit = edit;
        this.erase = erase;
        this.usage = usage;
        this.seal = seal;
        this.clock = clock;
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Operation(operationId = "listUsers", summary = "All accounts, newest first")
    public ListJson<ManagedUserJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("q") @Nullable String text,
            @QueryParam("role") @Nullable Role role,
            @QueryParam("state") @Nullable AccountState state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UserFilter filter =
                new UserFilter(Optional.ofNullable(text), Optional.ofNullable(role), Optional.ofNullable(state));
        Paging<UserId> paging = new Paging<>(
                seal,
                caller.user(),
                "users " + filter,
                UserId::toString,
                id -> new UserId(IdParameters.parse(id, DomainException.Malformed::new)));
        PageRequest<UserId> page = paging.request(limit, cursor);
        return paging.answer(browse.list(caller.caller(), filter, page), ManagedUserJson::of);
    }

    @POST
    @Scoped(Scope.ADMIN)
    @Operation(
            operationId = "inviteUser",
            summary = "Open an account for somebody, who chooses the password by a token")
    @ApiResponse(responseCode = "409", description = "The e-mail address belongs to an account already")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InvitedUserJson.class)))
    public Response invite(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull @Valid InviteUserBody body,
            @Context HttpServletRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<EmailAddress> email = checks.read(() -> EmailAddress.chosen(body.email()));
        Supplier<Optional<String>> name =
                checks.read(() -> body.displayName().optional("displayName").map(User::checkedName));
        Supplier<Role> role = checks.read(() -> Words.read("role", Role.class, body.role()));
        checks.pass();
        InviteUser.Invited invited =
                invite.invite(caller.caller(), email.get(), name.get(), role.get(), RequestOrigin.of(request));
        return Response.status(Response.Status.CREATED)
                .entity(InvitedUserJson.of(invited))
                .build();
    }

    @PATCH
    @Scoped(Scope.ADMIN)
    @Path("{id}")
    @Operation(
            operationId = "updateUser",
            summary = "Change an account's role, state and limits; a new role or state ends its sessions")
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It is the last administrator")
    public ManagedUserJson change(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") UserId id,
            @NotNull @Valid ManageUserBody body,
            @Context HttpServletRequest request) {
        return ManagedUserJson.of(edit.edit(caller.caller(), id, body.edit(), RequestOrigin.of(request)));
    }

    @DELETE
    @SessionOnly
    @Path("{id}")
    @Operation(operationId = "eraseUser", summary = "Erase an account and all that it owns")
    @ApiResponse(responseCode = "204", description = "The account is erased")
    @ApiResponse(responseCode = "409", description = "It is the last administrator")
    public void erase(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") UserId id,
            @Context HttpServletRequest request) {
        erase.eraseAny(caller.caller(), id, RequestOrigin.of(request));
    }

    @DELETE
    @SessionOnly
    @Path("{id}/sessions")
    @Operation(operationId = "endSessionsOfUser", summary = "End all sessions of an account")
    public void endSessions(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") UserId id,
            @Context HttpServletRequest request) {
        edit.endSessions(caller.caller(), id, RequestOrigin.of(request));
    }

    @POST
    @SessionOnly
    @Path("{id}/password-reset")
    @Operation(operationId = "resetPasswordOfUser", summary = "Make a token by which another password is chosen")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PasswordTokenJson.class)))
    public Response resetPassword(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") UserId id,
            @Context HttpServletRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(PasswordTokenJson.of(invite.resetPassword(caller.caller(), id, RequestOrigin.of(request))))
                .build();
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Path("{id}/usage")
    @Operation(operationId = "getUsageOfUser", summary = "The usage of one user")
    public UsageJson usage(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") UserId id,
            @BeanParam UsageParameters parameters) {
        return UsageJson.own(usage.ofAny(caller.caller(), id, parameters.query(clock.instant())));
    }
}

package bot.conversational.application.http.users;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.json.FieldChecks;
import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.PasswordCalls;
import bot.conversational.domain.erasure.EraseUser;
import bot.conversational.domain.registration.SignUp;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.login.ChangePassword;
import bot.conversational.domain.user.EditAccount;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.ShowUser;
import bot.conversational.domain.user.User;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users and sessions")
public final class UserResource {

    private final SignUp signUp;
    private final ShowUser show;
    private final EditAccount edit;
    private final ChangePassword changePassword;
    private final EraseUser erase;
    private final PasswordCalls passwords;
    private final AccessCounts counts;

    @Inject
    public UserResource(
            SignUp signUp,
            ShowUser show,
            EditAccount edit,
            ChangePassword changePassword,
            EraseUser erase,
            PasswordCalls passwords,
            AccessCounts counts) {
        this.signUp = signUp;
        this.show = show;
        this.edit = edit;
        this.changePassword = changePassword;
        this.erase = erase;
        this.passwords = passwords;
        this.counts = counts;
    }

    @POST
    @Operation(operationId = "registerUser", summary = "Open an account")
    @ApiResponse(responseCode = "409", description = "The e-mail address belongs to an account already")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserJson.class)))
    public Response register(@NotNull @Valid RegisterBody body, @Context HttpServletRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<EmailAddress> email = checks.read(() -> EmailAddress.chosen(body.email()));
        Supplier<Password> password = checks.read(() -> Password.chosen("password", body.password()));
        Supplier<Optional<String>> name =
                checks.read(() -> body.displayName().optional("displayName").map(User::checkedName));
        checks.pass();
        ClientAddress address = ClientAddresses.of(request);
        User user = counts.registration(() ->
                passwords.limited(address, () -> signUp.signUp(email.get(), password.get(), name.get(), address)));
        return Response.status(Response.Status.CREATED)
                .entity(UserJson.of(user))
                .build();
    }

    @GET
    @Scoped({
        Scope.CHAT,
        Scope.EMBEDDINGS,
        Scope.CONVERSATIONS_READ,
        Scope.CONVERSATIONS_WRITE,
        Scope.SEARCH,
        Scope.ADMIN
    })
    @Path("me")
    @Operation(operationId = "getCurrentUser", summary = "The caller's account")
    public UserJson show(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return UserJson.of(show.show(caller.user()));
    }

    @PATCH
    @SessionOnly
    @Path("me")
    @Operation(operationId = "updateCurrentUser", summary = "Change the caller's account")
    public UserJson change(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @NotNull @Valid EditAccountBody body) {
        return UserJson.of(edit.edit(caller.user(), body.edit()));
    }

    @PUT
    @SessionOnly
    @Path("me/password")
    @Operation(operationId = "changePassword", summary = "Change the password, which ends every other session")
    @ApiResponse(responseCode = "204", description = "The password is changed")
    @ApiResponse(responseCode = "409", description = "The password was changed concurrently")
    public void changePassword(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull @Valid ChangePasswordBody body,
            @Context HttpServletRequest request) {
        changePassword.change(
                caller.caller(),
                new Password(body.currentPassword()),
                Password.chosen("newPassword", body.newPassword()),
                RequestOrigin.of(request));
    }

    @DELETE
    @SessionOnly
    @Path("me")
    @Operation(operationId = "eraseCurrentUser", summary = "Erase the account and all that it owns")
    @ApiResponse(responseCode = "204", description = "The account is erased")
    @ApiResponse(
            responseCode = "409",
            description = "The password was changed concurrently, or it is the last administrator")
    public void erase(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull @Valid EraseBody body,
            @Context HttpServletRequest request) {
        erase.erase(caller.caller(), new Password(body.password()), RequestOrigin.of(request));
    }
}

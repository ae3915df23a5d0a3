package bot.conversational.application.http.administration;

import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.overload.PasswordCalls;
import bot.conversational.application.http.users.UserJson;
import bot.conversational.domain.administration.ChoosePassword;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.User;
import io.swagger.v3.oas.annotations.Operation;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/api/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users and sessions")
public final class InvitationResource {

    private final ChoosePassword choose;
    private final PasswordCalls passwords;

    @Inject
    public InvitationResource(ChoosePassword choose, PasswordCalls passwords) {
        this.choose = choose;
        this.passwords = passwords;
    }

    @POST
    @Path("{token}")
    @Operation(
            operationId = "acceptInvitation",
            summary = "Choose a password by the token of an invitation or a password reset")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserJson.class)))
    public Response choose(
            @PathParam("token") String token,
            @NotNull @Valid ChoosePasswordBody body,
            @Context HttpServletRequest request) {
        Password password = Password.chosen("password", body.password());
        ClientAddress address = ClientAddresses.of(request);
        User user =
                passwords.limited(address, () -> choose.choose(token, password, address, RequestOrigin.of(request)));
        return Response.status(Response.Status.CREATED)
                .entity(UserJson.of(user))
                .build();
    }
}

package bot.conversational.application.http.users;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.RegisterUser;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users and sessions")
public final class UserResource {

    private final RegisterUser register;
    private final ShowUser show;

    @Inject
    public UserResource(RegisterUser register, ShowUser show) {
        this.register = register;
        this.show = show;
    }

    @POST
    @Operation(summary = "Open an account")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserJson.class)))
    public Response register(@NotNull @Valid RegisterBody body) {
        User user = register.register(
                new EmailAddress(body.email()),
                Password.chosen("password", body.password()),
                body.displayName().optional("displayName"));
        return Response.status(Response.Status.CREATED)
                .entity(UserJson.of(user))
                .build();
    }

    @GET
    @Path("me")
    @Operation(summary = "The caller's account")
    public UserJson show(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return UserJson.of(show.show(caller.user()));
    }
}

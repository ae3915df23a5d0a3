package bot.conversational.application.http.sessions;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.domain.session.LogIn;
import bot.conversational.domain.session.LogOut;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users and sessions")
public final class SessionResource {

    private final LogIn logIn;
    private final LogOut logOut;

    @Inject
    public SessionResource(LogIn logIn, LogOut logOut) {
        this.logIn = logIn;
        this.logOut = logOut;
    }

    @POST
    @Operation(summary = "Log in")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OpenedSessionJson.class)))
    public Response logIn(
            @NotNull @Valid LogInBody body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent) {
        LogIn.Opened opened = logIn.logIn(
                new EmailAddress(body.email()), new Password(body.password()), Optional.ofNullable(userAgent));
        return Response.status(Response.Status.CREATED)
                .entity(OpenedSessionJson.of(opened))
                .build();
    }

    @DELETE
    @Path("current")
    @Operation(summary = "Log out")
    public void logOut(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        logOut.logOut(caller.caller());
    }
}

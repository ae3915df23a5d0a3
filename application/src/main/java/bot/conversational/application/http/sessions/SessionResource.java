package bot.conversational.application.http.sessions;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.HeaderValues;
import bot.conversational.application.http.auth.SessionCookie;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.PasswordCalls;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.login.ListSessions;
import bot.conversational.domain.session.login.LogIn;
import bot.conversational.domain.session.login.LogOut;
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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Users and sessions")
public final class SessionResource {

    private final LogIn logIn;
    private final LogOut logOut;
    private final ListSessions list;
    private final SessionLife life;
    private final CursorSeal seal;
    private final PasswordCalls passwords;
    private final AccessCounts counts;

    @Inject
    public SessionResource(
            LogIn logIn,
            LogOut logOut,
            ListSessions list,
            SessionLife life,
            CursorSeal seal,
            PasswordCalls passwords,
            AccessCounts counts) {
        this.logIn = logIn;
        this.logOut = logOut;
        this.list = list;
        this.life = life;
        this.seal = seal;
        this.passwords = passwords;
        this.counts = counts;
    }

    @POST
    @Operation(operationId = "logIn", summary = "Log in")
    @ApiResponse(responseCode = "401", description = "The e-mail address or the password is wrong")
    @ApiResponse(responseCode = "409", description = "The account's password is being changed")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OpenedSessionJson.class)))
    public Response logIn(
            @NotNull @Valid LogInBody body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Context HttpServletRequest request) {
        HeaderValues headers = name -> Collections.list(request.getHeaders(name));
        if (Boolean.TRUE.equals(body.cookie())) {
            SessionCookie.requireOwnPage(headers);
        }
        EmailAddress email = new EmailAddress(body.email());
        Password password = new Password(body.password());
        ClientAddress address = ClientAddresses.of(request);
        LogIn.Opened opened = counts.logIn(() -> passwords.limited(
                address,
                () -> logIn.logIn(
                        email, password, address, Optional.ofNullable(userAgent), RequestOrigin.of(request))));
        boolean byCookie = Boolean.TRUE.equals(body.cookie());
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(OpenedSessionJson.of(opened, !byCookie));
        if (byCookie) {
            answer.header(
                    HttpHeaders.SET_COOKIE, SessionCookie.holding(opened.token().value(), life.max(), headers));
        }
        return answer.build();
    }

    @GET
    @SessionOnly
    @Operation(operationId = "listSessions", summary = "The caller's live sessions, newest first")
    public ListJson<SessionJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Paging<SessionId> paging = Paging.ofIds(seal, caller.user(), "sessions", SessionId::new);
        return paging.answer(
                list.list(caller.user(), paging.request(limit, cursor)),
                session -> SessionJson.of(session, life, caller.caller().session()));
    }

    @DELETE
    @SessionOnly
    @Path("current")
    @Operation(operationId = "logOut", summary = "Log out")
    @ApiResponse(responseCode = "204", description = "The session is ended, and its cookie removed")
    public Response logOut(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @Context HttpServletRequest request) {
        logOut.logOut(caller.caller());
        Response.ResponseBuilder answer = Response.noContent();
        SessionCookie.removing(name -> Collections.list(request.getHeaders(name)))
                .forEach(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie));
        return answer.build();
    }

    @DELETE
    @SessionOnly
    @Path("{id}")
    @Operation(operationId = "endSession", summary = "End a session")
    public void end(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") SessionId id) {
        logOut.end(caller.caller(), id);
    }
}

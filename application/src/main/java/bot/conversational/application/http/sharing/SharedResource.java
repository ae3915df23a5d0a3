package bot.conversational.application.http.sharing;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.MayLogIn;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.conversations.ConversationJson;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.files.FileAnswer;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.sharing.OpenShare;
import bot.conversational.domain.sharing.ReadShare;
import bot.conversational.domain.sharing.copying.CopyShare;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What readers of a share get. No answer may be found by search engines, or be kept by a cache. */
@Path(SharedResource.PATH)
@Tag(name = "Sharing")
public final class SharedResource {

    static final String PATH = "/api/v1/shared";

    private static final String ROBOTS = "X-Robots-Tag";
    private static final String NO_INDEX = "noindex";

    private final ReadShare read;
    private final CopyShare copy;
    private final ObjectMapper mapper;

    @Inject
    public SharedResource(ReadShare read, CopyShare copy, ObjectMapper mapper) {
        this.read = read;
        this.copy = copy;
        this.mapper = mapper;
    }

    @GET
    @MayLogIn
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("{token}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readShare",
            summary = "Read a share",
            description = "One that is for members needs a session or a key; any other needs none.")
    @ApiResponse(responseCode = "401", description = "The share is for members")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SharedConversationJson.class)))
    public Response read(
            @PathParam("token") String token, @Context SecurityContext security, @Context HttpServletRequest request) {
        OpenShare share = read.open(token, stranger(security, request));
        return Response.ok(SharedConversationJson.streamed(read, share, mapper))
                .type(MediaType.APPLICATION_JSON)
                .header(ROBOTS, NO_INDEX)
                .build();
    }

    @GET
    @MayLogIn
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("{token}/files/{blob}")
    @Operation(operationId = "downloadSharedFile", summary = "Download a file that a message of a share names")
    @ApiResponse(responseCode = "401", description = "The share is for members")
    @ApiResponse(
            responseCode = "200",
            description = "The bytes",
            content = @Content(mediaType = MediaType.WILDCARD, schema = @Schema(types = "string", format = "binary")))
    public Response file(
            @PathParam("token") String token,
            @PathParam("blob") String blob,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        ReadShare.SharedFile shared = read.file(
                token,
                StoredFile.blob(blob).orElseThrow(() -> new DomainException.NotFound("file")),
                stranger(security, request));
        return FileAnswer.of(shared.file(), shared.content())
                .header(ROBOTS, NO_INDEX)
                .build();
    }

    @POST
    @Scoped({Scope.CHAT, Scope.CONVERSATIONS_WRITE})
    @Path("{token}/copies")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "copyShare", summary = "Make a conversation of the caller's out of a share")
    @ApiResponse(responseCode = "409", description = "The share shows another revision by now")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ConversationJson.class)))
    public Response copy(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("token") String token,
            @HeaderParam(TurnCall.KEY) @Nullable String key,
            @NotNull @Valid CopyShareBody body) {
        Optional<KeyedRequest> request = Optional.ofNullable(key)
                .map(text -> new KeyedRequest(
                        new IdempotencyKey(text),
                        Digest.of(List.of("copy", token, body.revision().toString()))));
        CopyShare.Copied copied = copy.copy(caller.user(), token, body.revision(), request);
        Response.ResponseBuilder response =
                Response.status(Response.Status.CREATED).entity(ConversationJson.of(copied.conversation()));
        return (copied.replayed() ? response.header("Idempotent-Replayed", "true") : response).build();
    }

    /** Where the call comes from; empty for one who has logged in. */
    private static Optional<ClientAddress> stranger(SecurityContext security, HttpServletRequest request) {
        return security.getUserPrincipal() instanceof CallerPrincipal
                ? Optional.empty()
                : Optional.of(ClientAddresses.of(request));
    }
}

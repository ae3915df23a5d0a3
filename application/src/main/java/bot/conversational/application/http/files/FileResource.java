package bot.conversational.application.http.files;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.scratch.ScratchFile;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path(FileResource.PATH)
@Tag(name = "Files")
public final class FileResource {

    public static final String PATH = "/api/v1/files";

    private static final String ANY = MediaType.WILDCARD;
    private static final String BYTES = "binary";

    /** The browser asks whether it has the file still, and so whether its user may see it still. */
    private static final String CACHED = "private, no-cache";

    private final UploadFile upload;
    private final ReadFile read;

    @Inject
    public FileResource(UploadFile upload, ReadFile read) {
        this.upload = upload;
        this.read = read;
    }

    @POST
    @Scoped(Scope.CHAT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "uploadFile", summary = "Upload a file, whose bytes are the body")
    @RequestBody(
            required = true,
            content = @Content(mediaType = ANY, schema = @Schema(types = "string", format = BYTES)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FileJson.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The same bytes were there already",
            content = @Content(schema = @Schema(implementation = FileJson.class)))
    public Response upload(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @QueryParam("name") @Nullable String name,
            @Parameter(hidden = true) ScratchFile body) {
        if (contentType == null) {
            throw new NotSupportedException(Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                    .header(HttpHeaders.ACCEPT, ANY)
                    .build());
        }
        UploadFile.Uploaded uploaded = upload.upload(caller.user(), contentType, Optional.ofNullable(name), body);
        return Response.status(uploaded.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(FileJson.of(uploaded.file()))
                .build();
    }

    @GET
    @Scoped({Scope.CHAT, Scope.CONVERSATIONS_READ})
    @Path("/{blob}")
    @Operation(operationId = "downloadFile", summary = "Download a file")
    @ApiResponse(
            responseCode = "200",
            description = "The bytes",
            content = @Content(mediaType = ANY, schema = @Schema(types = "string", format = BYTES)))
    @ApiResponse(responseCode = "304", description = "The caller has the file still")
    public Response download(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("blob") String blob,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        StoredFile file = StoredFile.blob(blob)
                .map(name -> read.find(caller.user(), name))
                .orElseThrow(() -> new DomainException.NotFound("file"));
        boolean unchanged = known != null && known.contains(blob);
        Response.ResponseBuilder answer =
                unchanged ? Response.notModified() : FileAnswer.of(file, read.content(caller.user(), file));
        return answer.header(HttpHeaders.ETAG, '"' + blob + '"')
                .header(HttpHeaders.CACHE_CONTROL, CACHED)
                .build();
    }
}

package bot.conversational.application.http.exporting;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.files.FileAnswer;
import bot.conversational.domain.exporting.ExportId;
import bot.conversational.domain.exporting.RequestExport;
import bot.conversational.domain.files.FileContent;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Exports of the caller's account that are made in the background. */
@Path("/api/v1/exports")
@Tag(name = "Exports")
public final class ExportResource {

    private static final String ZIP = "application/zip";

    private final RequestExport exports;

    @Inject
    public ExportResource(RequestExport exports) {
        this.exports = exports;
    }

    @POST
    @SessionOnly
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createExport",
            summary = "Have all that the account has made into a zip",
            description = "It takes the place of the export before.")
    @ApiResponse(responseCode = "409", description = "An export of the account is being made already")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ExportJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @Context HttpServletRequest request) {
        return Response.status(Response.Status.ACCEPTED)
                .entity(ExportJson.of(exports.request(caller.caller(), RequestOrigin.of(request))))
                .build();
    }

    @GET
    @SessionOnly
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getExport", summary = "How far an export has come")
    public ExportJson show(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ExportId id) {
        return ExportJson.of(exports.show(caller.user(), id));
    }

    @GET
    @SessionOnly
    @Path("{id}/file")
    @Produces(ZIP)
    @Operation(operationId = "downloadExport", summary = "Download an export")
    @ApiResponse(responseCode = "409", description = "The export is not completed")
    @ApiResponse(
            responseCode = "200",
            description = "The zip",
            content = @Content(mediaType = ZIP, schema = @Schema(types = "string", format = "binary")))
    public Response download(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ExportId id) {
        FileContent content = exports.content(caller.user(), id);
        return Response.ok(BrokenOff.whenUnreadable(FileAnswer.body(content)))
                .header(HttpHeaders.CONTENT_TYPE, ZIP)
                .header(HttpHeaders.CONTENT_LENGTH, content.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileAnswer.attachment("account.zip"))
                .build();
    }

    @DELETE
    @SessionOnly
    @Path("{id}")
    @Operation(operationId = "deleteExport", summary = "Remove an export, made or not")
    public void remove(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ExportId id) {
        exports.remove(caller.user(), id);
    }
}

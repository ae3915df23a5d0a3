package bot.conversational.application.http.imports;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.application.transfer.archive.ImportProbe;
import bot.conversational.application.transfer.archive.Recording;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.jobs.BrowseImports;
import bot.conversational.domain.transfer.jobs.ImportSubject;
import bot.conversational.domain.transfer.jobs.KeepImport;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path(ImportResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public final class ImportResource {

    public static final String PATH = "/api/v1/imports";

    private final KeepImport keep;
    private final BrowseImports browse;
    private final CursorSeal seal;

    @Inject
    public ImportResource(KeepImport keep, BrowseImports browse, CursorSeal seal) {
        this.keep = keep;
        this.browse = browse;
        this.seal = seal;
    }

    @POST
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "beginImport",
            summary = "Import conversations from an export of another product; the answer comes before they are in")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ImportForm.class)))
    @ApiResponse(responseCode = "409", description = "Another import of the caller's is not over")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportJson.class)))
    public Response begin(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("dryRun") @DefaultValue("false") Boolean dryRun,
            @Parameter(hidden = true) ReceivedImport body) {
        keep.check(caller.user());
        ImportSubject subject =
                new ImportSubject(format(body), body.name(), body.file().size(), dryRun);
        return Response.accepted(ImportJson.of(keep.keep(caller.user(), subject, body.file())))
                .build();
    }

    private static Optional<ImportSource> format(ReceivedImport body) {
        try {
            return ImportProbe.probe(new Recording(body.file().path(), body.name()));
        } catch (IOException damaged) {
            throw new DomainException.Invalid("file", "is damaged");
        }
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listImports", summary = "The caller's imports, newest first")
    public ListJson<ImportJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Paging<ImportId> paging = Paging.ofIds(seal, caller.user(), "imports", ImportId::new);
        return paging.answer(browse.list(caller.user(), paging.request(limit, cursor)), ImportJson::of);
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("{id}")
    @Operation(operationId = "getImport", summary = "One import, with how far it is and what it has found")
    public ImportJson show(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ImportId id) {
        return ImportJson.of(browse.show(caller.user(), id));
    }

    @DELETE
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(operationId = "cancelImport", summary = "End an import; what is in stays, and one that is over too")
    public void cancel(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ImportId id) {
        browse.cancel(caller.user(), id);
    }
}

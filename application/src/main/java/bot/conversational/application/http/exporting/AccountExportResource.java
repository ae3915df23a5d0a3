package bot.conversational.application.http.exporting;

import bot.conversational.application.exporting.AccountLines;
import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.files.FileAnswer;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The export of the caller's account as a stream. */
@Path("/api/v1/users/me/export")
@Tag(name = "Exports")
public final class AccountExportResource {

    private static final String LINES = "application/jsonl";

    private final AccountLines lines;

    @Inject
    public AccountExportResource(AccountLines lines) {
        this.lines = lines;
    }

    @GET
    @SessionOnly
    @Produces(LINES)
    @Operation(
            operationId = "exportAccount",
            summary = "All that the account has, as JSON lines, without the bytes of files",
            description =
                    "The last line is {\"format\", \"version\", \"complete\": true}: without it, the export broke off.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = LINES, schema = @Schema(types = "string")))
    public Response export(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return Response.ok(BrokenOff.whenUnreadable(out -> lines.writeAll(caller.user(), out)))
                .header(HttpHeaders.CONTENT_TYPE, LINES)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileAnswer.attachment("account.jsonl"))
                .build();
    }
}

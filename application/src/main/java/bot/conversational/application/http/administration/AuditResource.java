package bot.conversational.application.http.administration;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.administration.ReadAuditLog;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditPosition;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public final class AuditResource {

    private final ReadAuditLog log;
    private final CursorSeal seal;

    @Inject
    public AuditResource(ReadAuditLog log, CursorSeal seal) {
        this.log = log;
        this.seal = seal;
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Operation(operationId = "listAuditEntries", summary = "Who did what to accounts, newest first")
    public ListJson<AuditEntryJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("actor") @Nullable UUID actor,
            @QueryParam("action") @Nullable AuditAction action,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        AuditQuery query = new AuditQuery(
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                Optional.ofNullable(actor).map(UserId::new),
                Optional.ofNullable(action));
        Paging<AuditPosition> paging =
                new Paging<>(seal, caller.user(), "audit " + query, AuditResource::format, AuditResource::parse);
        PageRequest<AuditPosition> page = paging.request(limit, cursor);
        return paging.answer(log.list(caller.caller(), query, page), AuditEntryJson::of);
    }

    private static String format(AuditPosition position) {
        return position.id() + " " + position.at();
    }

    /** What {@link #format} made: cursors are sealed. */
    private static AuditPosition parse(String text) {
        int space = text.indexOf(' ');
        return new AuditPosition(
                Instant.parse(text.substring(space + 1)),
                IdParameters.parse(text.substring(0, space), DomainException.Malformed::new));
    }
}

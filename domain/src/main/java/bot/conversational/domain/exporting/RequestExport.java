package bot.conversational.domain.exporting;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What users do with exports of their accounts. */
public final class RequestExport {

    private final ExportStore exports;
    private final AuditTrail trail;
    private final IdSource ids;
    private final InstantSource clock;
    private final Duration kept;

    /** @param kept how long an export is there */
    public RequestExport(ExportStore exports, AuditTrail trail, IdSource ids, InstantSource clock, Duration kept) {
        this.exports = exports;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Queues one, in place of the former one.
     *
     * @throws DomainException.Conflict when one is queued or running
     */
    public Export request(Caller caller, Origin origin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Export export = new Export(
                new ExportId(ids.next()),
                Export.Status.QUEUED,
                0,
                Export.Written.NOTHING,
                Optional.empty(),
                now,
                now.plus(kept));
        if (!exports.add(
                caller.user(),
                export,
                trail.of(caller.actor(), AuditAction.EXPORT_CREATE, export.id().value(), origin))) {
            throw new DomainException.Conflict("An export of the account is being made already.");
        }
        return export;
    }

    /** @throws DomainException.NotFound when the user has no such export (any more) */
    public Export show(UserId user, ExportId id) {
        return exports.find(user, id, clock.instant()).orElseThrow(() -> new DomainException.NotFound("export"));
    }

    /**
     * The bytes of a completed export, read from the store chunk by chunk.
     *
     * @throws DomainException.NotFound when the user has no such export (any more)
     * @throws DomainException.Conflict when it is not completed
     */
    public FileContent content(UserId user, ExportId id) {
        Export export = show(user, id);
        if (export.status() != Export.Status.COMPLETED) {
            throw new DomainException.Conflict("The export is not completed.");
        }
        return new FileContent() {
            @Override
            public long size() {
                return export.written().size();
            }

            @Override
            public byte[] chunk(int n) {
                return exports.chunk(user, id, n).orElseThrow(() -> new DomainException.NotFound("export"));
            }
        };
    }

    /** @throws DomainException.NotFound when the user has no such export (any more) */
    public void remove(UserId user, ExportId id) {
        if (!exports.remove(user, id)) {
            throw new DomainException.NotFound("export");
        }
    }
}

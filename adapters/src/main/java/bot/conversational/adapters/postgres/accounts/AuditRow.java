package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditOutcome;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Writes and reads rows of the audit log, within the caller's transaction. */
public final class AuditRow {

    private static final String ADD = SqlFile.read("audit/add");

    private AuditRow() {}

    public static void add(Handle tx, AuditEntry entry) {
        bind(tx.createUpdate(ADD), entry).execute();
    }

    /** Binds what {@code audit/parts/entry.sql} names. */
    public static <S extends SqlStatement<S>> S bind(S statement, AuditEntry entry) {
        return statement
                .bind("auditId", entry.id())
                .bind("auditAt", entry.at())
                .bind("auditActor", entry.actor().map(Actor::user))
                .bind("auditKey", entry.actor().flatMap(Actor::key))
                .bind("auditAction", entry.action())
                .bind("auditTarget", entry.target())
                .bind("auditAddress", entry.origin().address())
                .bind("auditRequest", entry.origin().requestId())
                .bind("auditOutcome", entry.outcome());
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Columns.uuid(row, "id"),
                Columns.instant(row, "at"),
                actor(row),
                Columns.constant(AuditAction.class, row.getString("action")),
                Columns.uuidIfAny(row, "target_id"),
                new Origin(Columns.text(row, "address"), Columns.text(row, "request_id")),
                Columns.constant(AuditOutcome.class, row.getString("outcome")));
    }

    private static Optional<Actor> actor(ResultSet row) throws SQLException {
        Optional<UUID> key = Columns.uuidIfAny(row, "key_id");
        return Columns.uuidIfAny(row, "actor_id").map(id -> new Actor(new UserId(id), key));
    }
}

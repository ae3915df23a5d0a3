package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.audit.AuditPosition;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** {@link AuditLog} on the table {@code audit_log}, whose triggers refuse whatever would change an entry. */
public final class JdbiAuditLog implements AuditLog {

    /** Rows that a statement deletes, well within its time. */
    private static final int BATCH = 2_000;

    private final PostgresGuard calls;
    private final String list = SqlFile.read("audit/list");
    private final String deleteOld = SqlFile.read("audit/deleteOld");

    public JdbiAuditLog(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void record(AuditEntry entry) {
        calls.run(handle -> AuditRow.add(handle, entry));
    }

    @Override
    public Page<AuditEntry, AuditPosition> list(AuditQuery query, PageRequest<AuditPosition> page) {
        List<AuditEntry> rows = calls.call(handle -> handle.createQuery(list)
                .bind("afterAt", page.after().map(AuditPosition::at))
                .bind("afterId", page.after().map(AuditPosition::id))
                .bind("from", query.from())
                .bind("to", query.to())
                .bind("actor", query.actor())
                .bind("action", query.action())
                .bind("rows", page.limit() + 1)
                .map((row, context) -> AuditRow.entry(row))
                .list());
        return Page.of(rows, page.limit(), AuditEntry::position);
    }

    @Override
    public boolean deleteOld() {
        return calls.call(handle -> handle.createUpdate(deleteOld)
                        .bind("days", DAYS_KEPT)
                        .bind("batch", BATCH)
                        .execute())
                == BATCH;
    }
}

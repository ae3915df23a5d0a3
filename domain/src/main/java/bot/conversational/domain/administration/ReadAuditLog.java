package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.audit.AuditPosition;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;

/** Lists the audit log to administrators. */
public final class ReadAuditLog {

    private final AuditLog log;

    public ReadAuditLog(AuditLog log) {
        this.log = log;
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public Page<AuditEntry, AuditPosition> list(Caller caller, AuditQuery query, PageRequest<AuditPosition> page) {
        caller.requireAdministrator();
        return log.list(query, page);
    }
}

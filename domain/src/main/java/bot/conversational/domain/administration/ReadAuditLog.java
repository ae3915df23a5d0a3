package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.audit.AuditPosition;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the audit log to administrators, with the accounts that it names. */
public final class ReadAuditLog {

    private final AuditLog log;
    private final ManagedUserStore users;

    public ReadAuditLog(AuditLog log, ManagedUserStore users) {
        this.log = log;
        this.users = users;
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public Page<NamedEntry, AuditPosition> list(Caller caller, AuditQuery query, PageRequest<AuditPosition> page) {
        caller.requireAdministrator();
        Page<AuditEntry, AuditPosition> entries = log.list(query, page);
        Set<UserId> named = entries.items().stream()
                .flatMap(entry -> Stream.concat(actor(entry).stream(), target(entry).stream()))
                .collect(Collectors.toSet());
        Map<UserId, User> known = named.isEmpty() ? Map.of() : users.find(named);
        List<NamedEntry> items = entries.items().stream()
                .map(entry -> new NamedEntry(
                        entry, actor(entry).map(known::get), target(entry).map(known::get)))
                .toList();
        return new Page<>(items, entries.next());
    }

    private static Optional<UserId> actor(AuditEntry entry) {
        return entry.actor().map(it -> it.user());
    }

    /** An account, or something else that no account has the id of. */
    private static Optional<UserId> target(AuditEntry entry) {
        return entry.target().map(UserId::new);
    }
}

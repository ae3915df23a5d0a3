package bot.conversational.domain.stores.administration;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.audit.AuditPosition;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** The audit log in memory. */
public final class InMemoryAuditLog implements AuditLog {

    private static final Comparator<AuditPosition> ORDER = Comparator.comparing(AuditPosition::at)
            .thenComparing(position -> position.id().toString());

    private final InMemoryDatabase database;

    public InMemoryAuditLog(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public void record(AuditEntry entry) {
        database.call(() -> {
            database.audited(entry);
            return true;
        });
    }

    @Override
    public Page<AuditEntry, AuditPosition> list(AuditQuery query, PageRequest<AuditPosition> page) {
        return database.call(() -> Page.of(
                database.audit.stream()
                        .filter(entry -> matches(entry, query))
                        .filter(entry -> page.after()
                                .map(after -> ORDER.compare(entry.position(), after) < 0)
                                .orElse(true))
                        .sorted(Comparator.comparing(AuditEntry::position, ORDER)
                                .reversed())
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                AuditEntry::position));
    }

    private static boolean matches(AuditEntry entry, AuditQuery query) {
        return query.from().map(from -> !entry.at().isBefore(from)).orElse(true)
                && query.to().map(entry.at()::isBefore).orElse(true)
                && query.actor()
                        .map(actor -> entry.actor()
                                .filter(it -> it.user().equals(actor))
                                .isPresent())
                        .orElse(true)
                && query.action().map(entry.action()::equals).orElse(true);
    }

    @Override
    public boolean deleteOld() {
        return database.call(() -> {
            Instant before = database.clock.instant().minus(Duration.ofDays(DAYS_KEPT));
            database.audit.removeIf(entry -> entry.at().isBefore(before));
            return false;
        });
    }
}

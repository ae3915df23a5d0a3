package bot.conversational.domain.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the audit log.
 *
 * @param actor empty for an operator, and for a log-in that failed
 * @param target the account that it was done to, or the key; empty when nobody has the address of a log-in
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Optional<Actor> actor,
        AuditAction action,
        Optional<UUID> target,
        Origin origin,
        AuditOutcome outcome) {

    public AuditPosition position() {
        return new AuditPosition(at, id);
    }
}

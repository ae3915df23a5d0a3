package bot.conversational.application.http.administration;

import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditOutcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log.
 *
 * @param actor null for the operator's command, and for a log-in that failed
 * @param target id of the account, or of the key
 */
public record AuditEntryJson(
        UUID id,
        Instant at,
        @Nullable ActorJson actor,
        AuditAction action,
        @Nullable UUID target,
        @Nullable String address,
        @Nullable String requestId,
        AuditOutcome outcome) {

    /** @param keyId the API key; null for a session */
    public record ActorJson(UUID userId, @Nullable UUID keyId) {

        static ActorJson of(Actor actor) {
            return new ActorJson(actor.user().value(), actor.key().orElse(null));
        }
    }

    static AuditEntryJson of(AuditEntry entry) {
        return new AuditEntryJson(
                entry.id(),
                entry.at(),
                entry.actor().map(ActorJson::of).orElse(null),
                entry.action(),
                entry.target().orElse(null),
                entry.origin().address().orElse(null),
                entry.origin().requestId().orElse(null),
                entry.outcome());
    }
}

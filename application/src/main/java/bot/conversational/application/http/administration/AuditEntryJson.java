package bot.conversational.application.http.administration;

import bot.conversational.domain.administration.NamedEntry;
import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditOutcome;
import bot.conversational.domain.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log.
 *
 * @param actor null for the operator's command, and for a log-in that failed
 * @param target id of the account, or of the key
 * @param targetAccount null when the target is no account, or an erased one
 */
public record AuditEntryJson(
        UUID id,
        Instant at,
        @Nullable ActorJson actor,
        AuditAction action,
        @Nullable UUID target,
        @Nullable AccountJson targetAccount,
        @Nullable String address,
        @Nullable String requestId,
        AuditOutcome outcome) {

    /**
     * Who did it.
     *
     * @param keyId the API key; null for a session
     * @param account null when it is erased
     */
    public record ActorJson(
            UUID userId, @Nullable UUID keyId, @Nullable AccountJson account) {

        static ActorJson of(Actor actor, Optional<User> account) {
            return new ActorJson(actor.user().value(), actor.key().orElse(null), AccountJson.of(account));
        }
    }

    /** An account as it is called now; the log itself has its id only. */
    @Schema(name = "AuditedAccount")
    public record AccountJson(String email, @Nullable String displayName) {

        static @Nullable AccountJson of(Optional<User> account) {
            return account.map(user -> new AccountJson(
                            user.email().value(), user.displayName().orElse(null)))
                    .orElse(null);
        }
    }

    static AuditEntryJson of(NamedEntry named) {
        AuditEntry entry = named.entry();
        return new AuditEntryJson(
                entry.id(),
                entry.at(),
                entry.actor().map(actor -> ActorJson.of(actor, named.actor())).orElse(null),
                entry.action(),
                entry.target().orElse(null),
                AccountJson.of(named.target()),
                entry.origin().address().orElse(null),
                entry.origin().requestId().orElse(null),
                entry.outcome());
    }
}

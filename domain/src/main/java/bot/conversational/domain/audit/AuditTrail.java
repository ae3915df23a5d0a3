package bot.conversational.domain.audit;

import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Makes entries of the audit log, and adds those that belong to no transaction. */
public final class AuditTrail {

    private final AuditLog log;
    private final IdSource ids;
    private final InstantSource clock;

    public AuditTrail(AuditLog log, IdSource ids, InstantSource clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a user does to an account; nothing is stored. */
    public AuditEntry entry(Actor actor, AuditAction action, UserId target, Origin origin) {
        return entry(Optional.of(actor), action, Optional.of(target.value()), origin, AuditOutcome.SUCCESS);
    }

    /** What a user does to a key, their own or a service's; nothing is stored. */
    public AuditEntry ofKey(Actor actor, AuditAction action, UUID key, Origin origin) {
        return entry(Optional.of(actor), action, Optional.of(key), origin, AuditOutcome.SUCCESS);
    }

    /** What a user does to something of their own, such as a share; nothing is stored. */
    public AuditEntry of(Actor actor, AuditAction action, UUID target, Origin origin) {
        return entry(Optional.of(actor), action, Optional.of(target), origin, AuditOutcome.SUCCESS);
    }

    /** What an operator does, or who has a token for the account; nothing is stored. */
    public AuditEntry entry(AuditAction action, UserId target, Origin origin) {
        return entry(Optional.empty(), action, Optional.of(target.value()), origin, AuditOutcome.SUCCESS);
    }

    /** Adds what somebody tried in vain, of whom it is not known who they are. */
    public void failed(AuditAction action, Optional<UserId> target, Origin origin) {
        log.record(entry(Optional.empty(), action, target.map(UserId::value), origin, AuditOutcome.FAILURE));
    }

    private AuditEntry entry(
            Optional<Actor> actor, AuditAction action, Optional<UUID> target, Origin origin, AuditOutcome outcome) {
        return new AuditEntry(
                ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS), actor, action, target, origin, outcome);
    }
}

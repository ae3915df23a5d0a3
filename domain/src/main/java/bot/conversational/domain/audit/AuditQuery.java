package bot.conversational.domain.audit;

import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are wanted; what is empty does not matter.
 *
 * @param from inclusive
 * @param to exclusive
 * @param actor who did it
 */
public record AuditQuery(
        Optional<Instant> from, Optional<Instant> to, Optional<UserId> actor, Optional<AuditAction> action) {}

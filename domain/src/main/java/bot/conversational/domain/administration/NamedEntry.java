package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.user.User;
import java.util.Optional;

/**
 * A line of the audit log with the accounts that it names.
 *
 * @param actor empty without an actor, and when the account is erased
 * @param target empty when it is no account, or one that is erased
 */
public record NamedEntry(AuditEntry entry, Optional<User> actor, Optional<User> target) {}

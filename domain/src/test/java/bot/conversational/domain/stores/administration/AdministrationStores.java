package bot.conversational.domain.stores.administration;

import bot.conversational.domain.administration.ManagedUserStore;
import bot.conversational.domain.administration.PasswordTokenStore;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.ratelimit.ChangedLimits;

/** What administrators need of the source of truth. */
public record AdministrationStores(
        ManagedUserStore users, PasswordTokenStore tokens, AuditLog audit, ChangedLimits limits) {}

package bot.conversational.application.wiring.access;

import bot.conversational.adapters.postgres.accounts.JdbiAuditLog;
import bot.conversational.adapters.postgres.accounts.JdbiChangedLimits;
import bot.conversational.adapters.postgres.accounts.JdbiManagedUserStore;
import bot.conversational.adapters.postgres.accounts.JdbiPasswordTokenStore;
import bot.conversational.application.http.administration.AuditResource;
import bot.conversational.application.http.administration.InvitationResource;
import bot.conversational.application.http.administration.ManagedUserResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.administration.BrowseUsers;
import bot.conversational.domain.administration.ChoosePassword;
import bot.conversational.domain.administration.EditUser;
import bot.conversational.domain.administration.InviteUser;
import bot.conversational.domain.administration.ManagedUserStore;
import bot.conversational.domain.administration.PasswordTokenStore;
import bot.conversational.domain.administration.ReadAuditLog;
import bot.conversational.domain.audit.AuditLog;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.ratelimit.ChangedLimits;
import bot.conversational.domain.ratelimit.OwnLimits;
import java.time.Duration;

/** What administrators do with accounts, the audit log of it, and the limits that they give. */
public final class AdministrationModule extends CapabilityModule {

    /** So long may a node not know of a limit that was changed. */
    private static final Duration LIMITS_POLL = Duration.ofSeconds(1);

    private static final Duration OLD_ENTRIES_CHECK = Duration.ofHours(1);

    @Override
    protected void configure() {
        resource(ManagedUserResource.class);
        resource(AuditResource.class);
        resource(InvitationResource.class);
        adapter(ManagedUserStore.class, JdbiManagedUserStore.class);
        adapter(PasswordTokenStore.class, JdbiPasswordTokenStore.class);
        adapter(AuditLog.class, JdbiAuditLog.class);
        adapter(ChangedLimits.class, JdbiChangedLimits.class);
        useCase(BrowseUsers.class);
        useCase(EditUser.class);
        useCase(InviteUser.class);
        useCase(ChoosePassword.class);
        useCase(ReadAuditLog.class);
        useCase(AuditTrail.class);
        useCase(OwnLimits.class);
        every(LIMITS_POLL, "own-limits", OwnLimits.class, OwnLimits::refresh);
        whileBusy(OLD_ENTRIES_CHECK, "old-audit-entries", AuditLog.class, AuditLog::deleteOld);
    }
}

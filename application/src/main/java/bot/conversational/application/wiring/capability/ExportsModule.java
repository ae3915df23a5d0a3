package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.exporting.JdbiExportSource;
import bot.conversational.adapters.postgres.exporting.JdbiExportStore;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.exporting.AccountLines;
import bot.conversational.application.exporting.ZipArchive;
import bot.conversational.application.http.exporting.AccountExportResource;
import bot.conversational.application.http.exporting.ConversationExportResource;
import bot.conversational.application.http.exporting.ExportResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.exporting.AccountArchive;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportStore;
import bot.conversational.domain.exporting.MakeExports;
import bot.conversational.domain.exporting.RequestExport;
import bot.conversational.domain.shared.IdSource;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Exports of conversations and accounts. */
public final class ExportsModule extends CapabilityModule {

    private static final Duration WAITING_CHECK = Duration.ofSeconds(1);
    private static final Duration OLD_CHECK = Duration.ofSeconds(10);

    @Override
    protected void configure() {
        resource(ConversationExportResource.class);
        resource(AccountExportResource.class);
        resource(ExportResource.class);
        useCase(AccountLines.class);
        useCase(AccountLines.Access.class);
        useCase(AccountLines.Things.class);
        adapter(AccountArchive.class, ZipArchive.class);
        adapter(ExportSource.class, JdbiExportSource.class);
        adapter(ExportStore.class, JdbiExportStore.class);
        whileBusy(WAITING_CHECK, "exports", MakeExports.class, MakeExports::runOnce);
        whileBusy(OLD_CHECK, "old-exports", MakeExports.class, MakeExports::sweep);
    }

    @Provides
    @Singleton
    MakeExports makeExports(
            ExportStore exports,
            AccountArchive archive,
            InstantSource clock,
            ConversationalBotConfiguration configuration) {
        return new MakeExports(exports, archive, clock, configuration.exports().maxBytes());
    }

    @Provides
    @Singleton
    RequestExport requestExport(
            ExportStore exports,
            AuditTrail trail,
            IdSource ids,
            InstantSource clock,
            ConversationalBotConfiguration configuration) {
        return new RequestExport(
                exports,
                trail,
                ids,
                clock,
                Duration.ofHours(configuration.exports().hours()));
    }
}

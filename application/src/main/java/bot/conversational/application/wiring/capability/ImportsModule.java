package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.imports.JdbiImportQueue;
import bot.conversational.adapters.postgres.imports.JdbiImportStore;
import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.http.imports.ImportLimit;
import bot.conversational.application.http.imports.ImportResource;
import bot.conversational.application.http.imports.ReceivedImportReader;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.scratch.ScratchFiles;
import bot.conversational.application.transfer.jobs.ImportPace;
import bot.conversational.application.transfer.jobs.ImportRunner;
import bot.conversational.application.transfer.jobs.RunImports;
import bot.conversational.domain.transfer.jobs.BrowseImports;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.transfer.jobs.ImportStore;
import bot.conversational.domain.transfer.jobs.KeepImport;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.time.Duration;
import java.time.InstantSource;

/** Imports that callers begin over HTTP. */
public final class ImportsModule extends CapabilityModule {

    private static final Duration BYTES_CHECK = Duration.ofSeconds(1);
    private static final Duration OLD_CHECK = Duration.ofHours(1);

    @Override
    protected void configure() {
        resource(ImportResource.class);
        resource(ReceivedImportReader.class);
        useCase(KeepImport.class);
        useCase(BrowseImports.class);
        useCase(RunImports.class);
        provide(
                ImportLimit.class,
                ConversationalBotConfiguration.class,
                it -> new ImportLimit(it.imports().maxBytes()));
        bind(ScratchFiles.class).toInstance(new ScratchFiles());
        provide(ImportPace.class, ConcurrencyLimit.class, it -> new ImportPace(it::admitted));
        adapter(ImportStore.class, JdbiImportStore.class);
        adapter(ImportQueue.class, JdbiImportQueue.class);
        element(BackgroundJob.class, RunImports.class, ImportRunner::new);
        whileBusy(BYTES_CHECK, "import-bytes", ImportQueue.class, ImportQueue::deleteBytes);
        every(OLD_CHECK, "scratch-files", ScratchFiles.class, ScratchFiles::deleteLeft);
        sampledGauge(
                "imports_waiting", "Imports that are not over, on all nodes.", ImportQueue.class, ImportQueue::waiting);
        counter(
                "imported_conversations_total",
                "Conversations that this node has read for imports over HTTP.",
                RunImports.class,
                RunImports::conversations);
    }

    @ProvidesIntoSet
    BackgroundJob oldImports(ImportQueue queue, ConversationalBotConfiguration configuration, InstantSource clock) {
        Duration kept = Duration.ofDays(configuration.imports().keptDays());
        return BackgroundJob.whileBusy(
                "old-imports", OLD_CHECK, () -> queue.deleteOld(clock.instant().minus(kept)));
    }
}

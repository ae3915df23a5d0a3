package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.files.JdbiFileStore;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.http.files.FileResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.files.FileStore;
import bot.conversational.domain.files.KeepQuestionFiles;
import bot.conversational.domain.files.PromptFiles;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.SweepFiles;
import bot.conversational.domain.files.UploadFile;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Files that users upload. */
public final class FilesModule extends CapabilityModule {

    private static final Duration UNNAMED_FILES_CHECK = Duration.ofSeconds(10);

    @Override
    protected void configure() {
        resource(FileResource.class);
        useCase(ReadFile.class);
        useCase(PromptFiles.class);
        useCase(KeepQuestionFiles.class);
        useCase(SweepFiles.class);
        adapter(FileStore.class, JdbiFileStore.class);
        whileBusy(UNNAMED_FILES_CHECK, "unnamed-files", SweepFiles.class, SweepFiles::runOnce);
    }

    @Provides
    @Singleton
    UploadFile uploadFile(FileStore files, InstantSource clock, ConversationalBotConfiguration configuration) {
        return new UploadFile(files, clock, configuration.files().maxBytesPerUser());
    }
}

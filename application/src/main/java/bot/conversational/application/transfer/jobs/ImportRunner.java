package bot.conversational.application.transfer.jobs;

import bot.conversational.application.background.BackgroundJob;
import java.time.Duration;

/** Has imports run in the background. A node that stops gives its import to another one first. */
public final class ImportRunner implements BackgroundJob {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RunImports imports;
    private final BackgroundJob job;

    public ImportRunner(RunImports imports) {
        this.imports = imports;
        this.job = BackgroundJob.whileBusy("imports", LOOK, imports::runOnce);
    }

    @Override
    public boolean lives() {
        return job.lives();
    }

    @Override
    public void start() throws Exception {
        job.start();
    }

    @Override
    public void stop() throws Exception {
        imports.stop();
        job.stop();
    }
}

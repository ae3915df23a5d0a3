package bot.conversational.application.wiring.capability;

import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tasks.ClearCachesTask;
import bot.conversational.application.tasks.DrainTask;
import bot.conversational.application.tasks.RebuildIndexTask;
import bot.conversational.application.tasks.RetryDeadLettersTask;
import bot.conversational.application.turns.NodeLife;
import io.dropwizard.servlets.tasks.Task;

/** The operator's tasks on the admin port. */
public final class OperationsModule extends CapabilityModule {

    @Override
    protected void configure() {
        task(DrainTask.class);
        task(ClearCachesTask.class);
        task(RetryDeadLettersTask.class);
        task(RebuildIndexTask.class);
        probe("accepting", NodeLife.class, NodeLife::accepting);
    }

    private <T extends Task> void task(Class<T> type) {
        useCase(type);
        element(Task.class, type, it -> it);
    }
}

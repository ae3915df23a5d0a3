package bot.conversational.application.tasks;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RebuildIndex.Step;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /tasks/rebuild}: has this node rebuild the search index, as the command {@code reindex} does, and returns at
 * once. The health check {@code indexing} says that an index is being filled until it is done.
 */
public final class RebuildIndexTask extends Task {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildIndexTask.class);

    private final RebuildIndex rebuild;
    private final String holder;
    private final Executor threads;
    private final AtomicBoolean running = new AtomicBoolean();

    public RebuildIndexTask(RebuildIndex rebuild, NodeId self, Executor threads) {
        super("rebuild");
        this.rebuild = rebuild;
        this.holder = self.name() + " rebuild";
        this.threads = threads;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        if (!running.compareAndSet(false, true)) {
            output.println("running: this node rebuilds the index");
            return;
        }
        threads.execute(this::toTheEnd);
        output.println("started: see /healthcheck");
    }

    /** What fails here is gone on with by the next call of the task, or the command. */
    private void toTheEnd() {
        try {
            Step step = rebuild.step(holder);
            while (step instanceof Step.Filling) {
                step = rebuild.step(holder);
            }
            LOG.info("rebuilding the index ended: {}", step);
        } catch (RuntimeException failure) {
            LOG.error("rebuilding the index failed", failure);
        } finally {
            running.set(false);
        }
    }
}

package bot.conversational.application.tasks;

import bot.conversational.application.turns.NodeLife;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /tasks/drain}: the node says that it is not ready, then refuses new answers, and running ones may finish. It
 * goes on answering other calls until it is ended. Only a restart brings it back.
 */
public final class DrainTask extends Task {

    private final NodeLife node;

    public DrainTask(NodeLife node) {
        super("drain");
        this.node = node;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        node.drain();
        output.println("draining: end the node when no answers are running");
    }
}

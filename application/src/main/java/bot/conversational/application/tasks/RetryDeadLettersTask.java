package bot.conversational.application.tasks;

import bot.conversational.domain.indexing.DeadLetters;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** {@code POST /tasks/retry-dead-letters}: has all messages indexed again that were refused for good. */
public final class RetryDeadLettersTask extends Task {

    private static final int PIECE = 500;

    private final DeadLetters dead;

    public RetryDeadLettersTask(DeadLetters dead) {
        super("retry-dead-letters");
        this.dead = dead;
    }

    /** At most those that there are now: one that is refused again comes back. */
    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        long waiting = dead.count();
        long retried = 0;
        int some;
        do {
            some = dead.retry((int) Math.min(PIECE, waiting - retried));
            retried += some;
        } while (some > 0 && retried < waiting);
        output.println("messages to be indexed again: " + retried);
    }
}

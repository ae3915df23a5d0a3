package bot.conversational.application.tasks;

import bot.conversational.application.indexing.FollowerState;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /tasks/retry-dead-letters}: has all messages tried again that the index or the model of embeddings refused. */
public final class RetryDeadLettersTask extends Task {

    private static final int PIECE = 500;

    private final Set<FollowerState> followers;

    public RetryDeadLettersTask(Set<FollowerState> followers) {
        super("retry-dead-letters");
        this.followers = followers;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        for (FollowerState follower : followers) {
            output.println("messages that are tried again by " + follower.name() + ": " + retry(follower));
        }
    }

    /** At most those that there are now: one that is refused again comes back. */
    private static long retry(FollowerState follower) {
        long waiting = follower.deadLetters().getAsLong();
        long retried = 0;
        int some;
        do {
            some = follower.retry().applyAsInt((int) Math.min(PIECE, waiting - retried));
            retried += some;
        } while (some > 0 && retried < waiting);
        return retried;
    }
}

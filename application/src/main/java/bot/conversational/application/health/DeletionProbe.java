package bot.conversational.application.health;

import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.erasure.ErasureStore;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Whether what users delete is getting on: their accounts, and what is left of their conversations. */
public final class DeletionProbe implements Callable<String> {

    private static final Duration TOO_OLD = Duration.ofMinutes(10);

    private final ErasureStore erasures;
    private final LeftoverStore leftovers;

    public DeletionProbe(ErasureStore erasures, LeftoverStore leftovers) {
        this.erasures = erasures;
        this.leftovers = leftovers;
    }

    @Override
    public String call() {
        Duration erasure = erasures.oldest();
        Duration conversation = leftovers.oldest();
        String line = "the oldest erasure was begun " + erasure.toSeconds() + " s ago, the oldest leftovers are of "
                + conversation.toSeconds() + " s ago";
        if (erasure.compareTo(TOO_OLD) > 0 || conversation.compareTo(TOO_OLD) > 0) {
            throw new IllegalStateException(line);
        }
        return line;
    }
}

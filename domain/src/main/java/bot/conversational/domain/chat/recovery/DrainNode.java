package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.live.LoneAnswer;
import bot.conversational.domain.conversation.MessageStatus;
import java.time.Duration;

/** Shuts a node down without losing an answer: no new turns begin, running ones may finish, the rest is interrupted. */
public final class DrainNode {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final LiveTurns live;
    private final Duration patience;

    /** @param patience the time for running turns to finish */
    public DrainNode(LiveTurns live, Duration patience) {
        this.live = live;
        this.patience = patience;
    }

    /**
     * From now on no generation begins here.
     *
     * @return whether this call is the first
     */
    public boolean begin() {
        return live.drain();
    }

    /**
     * Returns when no turn runs any more: interrupts unfinished ones at the timeout, and waits until they are stored.
     */
    public void finish(Duration toKeep) throws InterruptedException {
        begin();
        await(patience);
        live.all().forEach(turn -> turn.stop(MessageStatus.INTERRUPTED));
        live.lone().forEach(LoneAnswer::interrupt);
        await(toKeep);
    }

    private void await(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (live.size() > 0 && System.nanoTime() < until) {
            Thread.sleep(LOOK);
        }
    }
}

package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Workspace;

/** Conversations of everyday words that come by SQL. */
public final class Talks {

    private Talks() {}

    /**
     * Writes conversations of 20 messages.
     *
     * @param from number of the first of the copied users
     * @param to number of the last one
     * @param noted whether as changes, too, so that they are indexed
     */
    public static void write(Engines engines, String database, int from, int to, int conversations, boolean noted) {
        engines.executePatiently(
                database, Workspace.resource("sql/talks.sql"), (long) from, (long) to, (long) conversations, noted);
    }
}

package bot.conversational.benchmarks.load;

/** A tool that asks a target as much as it can through some connections. */
public interface Load {

    /** One round. */
    Wrk.Seen round(Target target, int connections, int seconds);
}

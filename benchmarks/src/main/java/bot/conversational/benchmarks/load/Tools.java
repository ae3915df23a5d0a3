package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.stack.Workspace;

/** The tool for a target's URL: pgbench for PostgreSQL's, wrk for all others. */
public final class Tools implements Load {

    private final Wrk wrk;
    private final Pgbench pgbench;

    public Tools(Workspace workspace) {
        this.wrk = new Wrk(workspace);
        this.pgbench = new Pgbench(workspace);
    }

    @Override
    public Wrk.Seen round(Target target, int connections, int seconds) {
        Load tool = target.url().startsWith("postgresql:") ? pgbench : wrk;
        return tool.round(target, connections, seconds);
    }
}

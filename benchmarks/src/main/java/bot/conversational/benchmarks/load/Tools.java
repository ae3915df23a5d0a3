package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.stack.Workspace;
import java.net.URI;

/** The tool for a target's URL: pgbench for PostgreSQL's, redis-benchmark for Redis', wrk for all others. */
public final class Tools implements Load {

    private final Load wrk;
    private final Load pgbench;
    private final Load redisBenchmark;

    public Tools(Workspace workspace) {
        this.wrk = new Wrk(workspace);
        this.pgbench = new Pgbench(workspace);
        this.redisBenchmark = new RedisBenchmark(workspace);
    }

    @Override
    public Wrk.Seen round(Target target, int connections, int seconds) {
        Load tool = switch (URI.create(target.url()).getScheme()) {
            case "postgresql" -> pgbench;
            case "redis" -> redisBenchmark;
            default -> wrk;
        };
        Integer own = target.connections();
        return tool.round(target, own == null ? connections : own, seconds);
    }
}

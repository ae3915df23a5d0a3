package bot.conversational.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What processes had of the processors between two moments. Looking takes milliseconds: each look has a thread of its own. */
public final class CpuShares {

    private static final Executor THREADS = Thread.ofPlatform()::start;

    private record Look(long nanos, Map<String, Double> seconds) {}

    private final Map<String, List<Long>> processes;
    private volatile CompletableFuture<Look> begin = CompletableFuture.completedFuture(new Look(0, Map.of()));
    private volatile CompletableFuture<Look> end = begin;

    public CpuShares(Map<String, List<Long>> processes) {
        this.processes = processes;
    }

    /** Without waiting. */
    public void begin() {
        begin = CompletableFuture.supplyAsync(this::look, THREADS);
    }

    /** Without waiting. */
    public void end() {
        end = CompletableFuture.supplyAsync(this::look, THREADS);
    }

    /** Processors in use, by name. Waits for the looks. */
    public Map<String, Double> shares() {
        Look first = begin.join();
        Look last = end.join();
        Map<String, Double> shares = new TreeMap<>();
        double elapsed = (last.nanos - first.nanos) / 1e9;
        last.seconds.forEach(
                (name, seconds) -> shares.put(name, (seconds - first.seconds.getOrDefault(name, 0.0)) / elapsed));
        return shares;
    }

    private Look look() {
        Map<String, Double> seconds = new TreeMap<>();
        processes.forEach((name, pids) ->
                seconds.put(name, pids.stream().mapToDouble(Cpu::seconds).sum()));
        return new Look(System.nanoTime(), seconds);
    }
}

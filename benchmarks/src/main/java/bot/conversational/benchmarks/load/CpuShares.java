package bot.conversational.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What processes had of the processors between two moments. Looking takes milliseconds: not for the loop's thread. */
public final class CpuShares {

    private record Look(long nanos, Map<String, Double> seconds) {}

    private final Map<String, List<Long>> processes;
    private volatile Look begin = new Look(0, Map.of());
    private volatile Look end = begin;

    public CpuShares(Map<String, List<Long>> processes) {
        this.processes = processes;
    }

    public void begin() {
        begin = look();
    }

    public void end() {
        end = look();
    }

    /** Processors in use, by name. */
    public Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        double elapsed = (end.nanos - begin.nanos) / 1e9;
        end.seconds.forEach(
                (name, seconds) -> shares.put(name, (seconds - begin.seconds.getOrDefault(name, 0.0)) / elapsed));
        return shares;
    }

    private Look look() {
        Map<String, Double> seconds = new TreeMap<>();
        processes.forEach((name, pids) ->
                seconds.put(name, pids.stream().mapToDouble(Cpu::seconds).sum()));
        return new Look(System.nanoTime(), seconds);
    }
}

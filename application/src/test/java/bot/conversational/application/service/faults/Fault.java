package bot.conversational.application.service.faults;

import bot.conversational.application.service.faults.SteadyLoad.Call;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What users met while an engine was away.
 *
 * @param inFlight calls that were under way when it went
 * @param during calls that ended after it went and began before it was back
 * @param recovered from the engine's return to the end of the first call that is as good as before
 */
record Fault(
        String what,
        int inFlight,
        List<Call> before,
        List<Call> during,
        List<Call> after,
        Duration recovered,
        SteadyLoad load) {

    static final String HEADING =
            "away                 | in flight | calls | failed | p99 (ms) | slowest (ms) | seconds to recover"
                    + " | p99/slowest of each kind (ms)";

    /** What users wait for in a conversation. A log-in computes for most of its time, whatever is away. */
    List<Call> readsAndTurns() {
        return during.stream()
                .filter(call -> !call.what().equals(SteadyLoad.LOG_IN))
                .toList();
    }

    static Duration slowest(List<Call> calls) {
        return calls.stream().map(Call::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The time that 99 of 100 calls take at most. */
    static Duration percentile(List<Call> calls) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) (sorted.size() * 0.99));
    }

    private String kind(String kind) {
        List<Call> calls =
                during.stream().filter(call -> call.what().equals(kind)).toList();
        return kind + " " + percentile(calls).toMillis() + "/" + slowest(calls).toMillis();
    }

    @Override
    public String toString() {
        return String.format(
                "%-20s | %9d | %5d | %6d | %8d | %12d | %18.1f | %s",
                what,
                inFlight,
                during.size(),
                during.stream().filter(Call::failed).count(),
                percentile(readsAndTurns()).toMillis(),
                slowest(readsAndTurns()).toMillis(),
                recovered.toMillis() / 1000.0,
                SteadyLoad.KINDS.stream().map(this::kind).collect(Collectors.joining(", ")));
    }
}

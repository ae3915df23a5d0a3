package bot.conversational.application.service;

import bot.conversational.application.service.SteadyLoad.Call;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What users met while an engine was away.
 *
 * @param inFlight calls that were under way when it went
 * @param during calls that ended after it went and began before it was back
 * @param recovered from the engine's return to the end of the first good turn
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
            "away                     | in flight |   calls | failed | p99 (ms) | slowest ms | seconds to recover";

    Duration slowest() {
        return during.stream().map(Call::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The time that 99 of 100 calls take at most. */
    static Duration percentile(List<Call> calls) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) (sorted.size() * 0.99));
    }

    @Override
    public String toString() {
        return String.format(
                "%-24s | %9d | %7d | %6d | %8d | %10d | %.1f",
                what,
                inFlight,
                during.size(),
                during.stream().filter(Call::failed).count(),
                percentile(during).toMillis(),
                slowest().toMillis(),
                recovered.toMillis() / 1000.0);
    }
}

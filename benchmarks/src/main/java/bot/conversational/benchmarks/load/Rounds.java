package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.stack.Child;
import bot.conversational.benchmarks.stack.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Drives several targets in turn, so that what the machine does meanwhile meets them all. */
public final class Rounds {

    /** What the load before has left behind is over then: wrk hangs up on calls that still run. */
    private static final Duration REST = Duration.ofSeconds(3);

    private final Load load;
    private final Engines engines;
    private final Consumer<String> progress;

    public Rounds(Load load, Engines engines, Consumer<String> progress) {
        this.load = load;
        this.engines = engines;
        this.progress = progress;
    }

    /**
     * Warms every target up, and then measures each once in every round.
     *
     * @param seconds of a target in a round
     * @param warmUpSeconds of a target before the first round
     */
    public List<Measured> measure(List<Target> targets, int connections, int rounds, int seconds, int warmUpSeconds) {
        List<Measured> measured = new ArrayList<>();
        for (Target target : targets) {
            progress.accept(connections + " connections, warm-up: " + target.name());
            if (warmUpSeconds > 0) {
                round(target, connections, warmUpSeconds);
            }
            measured.add(new Measured(target, new ArrayList<>()));
        }
        for (int round = 1; round <= rounds; round++) {
            for (Measured each : measured) {
                Sample sample = sample(each.target(), connections, seconds);
                each.samples().add(sample);
                progress.accept("%d connections, round %d of %d: %s"
                        .formatted(connections, round, rounds, line(each.target(), sample)));
            }
        }
        return measured;
    }

    private static String line(Target target, Sample sample) {
        return "%-20s %7.0f/s  p50 %7.2f  p99 %6.1f ms  CPU %.3f = %.3f + %.3f + %.3f ms  bad %d"
                .formatted(
                        target.name(),
                        sample.seen().rate(),
                        sample.seen().p50Millis(),
                        sample.seen().p99Millis(),
                        sample.cpu(),
                        sample.service(),
                        sample.postgres(),
                        sample.redis(),
                        sample.seen().bad());
    }

    private Sample sample(Target target, int connections, int seconds) {
        Child.pause(REST);
        long postgres = engines.pid("postgresql");
        long redis = engines.pid("redis");
        double[] before = {Cpu.seconds(target.pid()), Cpu.seconds(postgres), Cpu.seconds(redis)};
        Wrk.Seen seen = round(target, connections, seconds);
        double each = 1000.0 / Math.max(1, seen.good());
        return new Sample(
                seen,
                (Cpu.seconds(target.pid()) - before[0]) * each,
                (Cpu.seconds(postgres) - before[1]) * each,
                (Cpu.seconds(redis) - before[2]) * each);
    }

    /** One round of one target. */
    public Wrk.Seen round(Target target, int connections, int seconds) {
        return load.round(target, connections, seconds);
    }
}

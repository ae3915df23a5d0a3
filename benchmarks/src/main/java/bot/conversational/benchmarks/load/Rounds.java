package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Drives several targets in turn, so that what the machine does meanwhile meets them all. With a reference, which is driven
 * at both ends of a round, a round in which the machine itself became faster or slower is left out.
 */
public final class Rounds {

    /** What the load before has left behind is over then: wrk hangs up on calls that still run. */
    private static final Duration REST = Duration.ofSeconds(3);

    /** How many times as fast the reference may be at one end of a round as at the other. */
    private static final double MOVED = 1.3;

    /** As many rounds more may be left out. */
    private static final int MORE = 3;

    private final Load load;
    private final Engines engines;
    private final Consumer<String> progress;
    private final Optional<Target> reference;
    private int leftOut;

    public Rounds(Load load, Engines engines, Consumer<String> progress) {
        this(load, engines, progress, Optional.empty());
    }

    private Rounds(Load load, Engines engines, Consumer<String> progress, Optional<Target> reference) {
        this.load = load;
        this.engines = engines;
        this.progress = progress;
        this.reference = reference;
    }

    /** The same with a reference, driven with as many connections as it says itself. */
    public Rounds between(Target ends) {
        return new Rounds(load, engines, progress, Optional.of(ends));
    }

    /** Rounds that the reference has moved in and that are in no result. */
    public int leftOut() {
        return leftOut;
    }

    /**
     * Warms every target up that is a process of ours, and then measures each once in every round.
     *
     * @param seconds of a target in a round
     * @param warmUpSeconds of a target before the first round
     */
    public List<Measured> measure(List<Target> targets, int connections, int rounds, int seconds, int warmUpSeconds) {
        List<Measured> measured = new ArrayList<>();
        for (Target target : targets) {
            if (warmUpSeconds > 0 && target.pid() != 0) {
                progress.accept(connections + " connections, warm-up: " + target.name());
                round(target, connections, warmUpSeconds);
            }
            measured.add(new Measured(target, new ArrayList<>()));
        }
        for (int round = 1; round <= rounds; ) {
            double before = reference(connections, seconds);
            List<Sample> samples = new ArrayList<>();
            for (Measured each : measured) {
                Sample sample = sample(each.target(), connections, seconds);
                samples.add(sample);
                progress.accept("%d connections, round %d of %d: %s"
                        .formatted(connections, round, rounds, line(each.target(), sample)));
            }
            double after = reference(connections, seconds);
            if (Math.max(before, after) > MOVED * Math.min(before, after) && leftOut < MORE) {
                leftOut++;
                progress.accept("left out: the reference had %.0f/s before and %.0f/s after".formatted(before, after));
            } else {
                IntStream.range(0, samples.size())
                        .forEach(i -> measured.get(i).samples().add(samples.get(i)));
                round++;
            }
        }
        return measured;
    }

    /** Answers a second of the reference; the same for ever when there is none. */
    private double reference(int connections, int seconds) {
        return reference
                .map(target -> sample(target, connections, seconds).seen().rate())
                .orElse(1.0);
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
        ChildProcess.pause(REST);
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

package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.load.Load;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Wrk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A loop over vectors in memory, of half floats as in the table: the least that comparing them all takes. */
public final class VectorScan implements Load {

    private static final String SCHEME = "memory:";
    private static final int DIMENSIONS = 384;
    private static final int LANES = 8;

    private final Load others;
    private final Map<Integer, short[]> vectors = new HashMap<>();
    private float nearest;

    /** @param others drive what is not in memory */
    public VectorScan(Load others) {
        this.others = others;
    }

    /** A scan of so many vectors. */
    public static Target target(String name, int vectors) {
        return new Target(name, SCHEME + vectors, 0, "", Map.of());
    }

    @Override
    public Wrk.Seen round(Target target, int connections, int seconds) {
        if (!target.url().startsWith(SCHEME)) {
            return others.round(target, connections, seconds);
        }
        int number = Integer.parseInt(target.url().substring(SCHEME.length()));
        short[] all = vectors.computeIfAbsent(number, VectorScan::random);
        float[] query = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            query[i] = Float.float16ToFloat(all[i]);
        }
        List<Double> took = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            nearest = Math.max(nearest, scan(all, query));
            took.add((System.nanoTime() - begun) / 1e6);
        }
        List<Double> sorted = took.stream().sorted().toList();
        return new Wrk.Seen(sorted.size(), 0, seconds, at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    private static short[] random(int vectors) {
        Random random = new Random(vectors);
        short[] all = new short[vectors * DIMENSIONS];
        for (int i = 0; i < all.length; i++) {
            all[i] = Float.floatToFloat16((random.nextFloat() - 0.5f) / 10);
        }
        return all;
    }

    /** The greatest inner product. In lanes, since one sum after the other would wait for each addition. */
    private static float scan(short[] all, float[] query) {
        float greatest = Float.NEGATIVE_INFINITY;
        float[] sums = new float[LANES];
        for (int from = 0; from < all.length; from += DIMENSIONS) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < DIMENSIONS; i += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    sums[lane] += Float.float16ToFloat(all[from + i + lane]) * query[i + lane];
                }
            }
            float sum = 0;
            for (float lane : sums) {
                sum += lane;
            }
            greatest = Math.max(greatest, sum);
        }
        return greatest;
    }
}

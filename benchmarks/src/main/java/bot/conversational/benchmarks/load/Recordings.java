package bot.conversational.benchmarks.load;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Recordings of metrics: how many a node made, and how long one takes. */
public final class Recordings {

    private static final int EACH = 2_000_000;
    private static final double SECOND = 1e9;

    private Recordings() {}

    /**
     * How many a node tells that it made. What is read from others at a scrape is left out.
     *
     * @param page in Prometheus' text form
     */
    public static long told(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_") && !line.startsWith("process_"))
                .filter(line -> name(line).endsWith("_count") || name(line).endsWith("_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String name(String line) {
        int end = line.indexOf('{');
        return line.substring(0, end < 0 ? line.indexOf(' ') : end);
    }

    /**
     * Nanoseconds of processor time for one: by a histogram as the service has them, which takes more than a counter, and
     * by as many threads at once as there are processors, which all have the same series.
     */
    public static double nanos() {
        DistributionDataPoint histogram = Histogram.builder()
                .name("recordings_seconds")
                .labelNames("which")
                .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
                .nativeInitialSchema(3)
                .nativeMaxNumberOfBuckets(60)
                .build()
                .labelValues("one");
        record(histogram); // compiles it
        return record(histogram);
    }

    private static double record(DistributionDataPoint histogram) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long began = System.nanoTime();
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> recordMany(histogram)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - began) / (double) EACH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void recordMany(DistributionDataPoint histogram) {
        for (int i = 0; i < EACH; i++) {
            histogram.observe((i & 0xffff) * 1_000L / SECOND);
        }
    }
}

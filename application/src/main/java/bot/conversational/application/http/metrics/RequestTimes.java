package bot.conversational.application.http.metrics;

import static java.util.Objects.requireNonNull;

import bot.conversational.application.health.MetricSource;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The time of each request, by the template of its path, its method and the class of its status. A stream counts until
 * it begins; {@link StreamTimes} has the rest.
 *
 * <p>There are as many series as the code has calls, and a few more: a path that no call has, and a method that a path
 * does not have, share one route.
 */
public final class RequestTimes implements MetricSource {

    private static final String ROUTE = "http_route";
    private static final String METHOD = "http_request_method";
    private static final String CLASS = "http_response_status_class";
    private static final String FAILED = "5xx";

    private static final String NO_ROUTE = "unmatched";
    private static final String OTHER_METHOD = "_OTHER";

    /** Classes of statuses are the digits 1 to 5. */
    private static final int CLASSES = 6;

    private static final int METHOD_NOT_ALLOWED = 405;

    private final Histogram times = Histogram.builder()
            .name("http_server_request_duration_seconds")
            .help("Time of a request from its head to its answer; of a stream, to its beginning.")
            .labelNames(ROUTE, METHOD, CLASS)
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
            .nativeInitialSchema(3)
            .nativeMaxNumberOfBuckets(60)
            .build();

    private final Map<String, Route> unmatched;

    public RequestTimes() {
        Map<String, Route> byMethod = new ConcurrentHashMap<>();
        for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE", OTHER_METHOD}) {
            byMethod.put(method, route(method, NO_ROUTE));
        }
        unmatched = Map.copyOf(byMethod);
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(times);
    }

    /** The requests of one call of the API; to be kept by whom records them. */
    public Route route(String method, String template) {
        return new Route(template, method);
    }

    /** The requests that no call of the API has. */
    Route unmatched(String method) {
        Route other = unmatched.get(OTHER_METHOD);
        if (other == null) {
            throw new IllegalStateException("it is always there");
        }
        return unmatched.getOrDefault(method, other);
    }

    /**
     * Requests since the start.
     *
     * @param failing those that failed by their call, most often first
     */
    public record Counts(long all, List<Failing> failing) {

        /** How many of them the service failed. */
        public long failed() {
            return failing.stream().mapToLong(Failing::count).sum();
        }
    }

    /** A call of the API that ended with a 5xx so often. */
    public record Failing(String method, String route, long count) {}

    /** Adds up what is recorded. */
    public Counts counts() {
        List<HistogramSnapshot.HistogramDataPointSnapshot> series =
                times.collect().getDataPoints();
        return new Counts(
                series.stream().mapToLong(it -> it.getCount()).sum(),
                series.stream()
                        .filter(it -> FAILED.equals(it.getLabels().get(CLASS)))
                        .map(it ->
                                new Failing(label(it.getLabels(), METHOD), label(it.getLabels(), ROUTE), it.getCount()))
                        .sorted(Comparator.comparingLong(Failing::count).reversed())
                        .toList());
    }

    private static String label(Labels labels, String name) {
        return requireNonNull(labels.get(name));
    }

    /** Whether a status says that the path has no such method, so that there is no call either. */
    static boolean noSuchMethod(int status) {
        return status == METHOD_NOT_ALLOWED;
    }

    /** The series of one method of one path. */
    public final class Route {

        private final String template;
        private final String method;
        private final AtomicReferenceArray<DistributionDataPoint> byClass = new AtomicReferenceArray<>(CLASSES);

        private Route(String template, String method) {
            this.template = template;
            this.method = method;
        }

        /** The path, with names for its parameters. */
        public String template() {
            return template;
        }

        /** Of the methods that calls have; any other is {@code _OTHER}. */
        public String method() {
            return method;
        }

        /** False for what no call of the API has. */
        public boolean matched() {
            return !template.equals(NO_ROUTE);
        }

        /** Counts one request. */
        public void record(int status, long nanos) {
            int statusClass = Math.clamp(status / 100, 1, CLASSES - 1);
            DistributionDataPoint series = byClass.get(statusClass);
            if (series == null) {
                series = times.labelValues(template, method, statusClass + "xx");
                byClass.set(statusClass, series);
            }
            series.observe(nanos / 1e9);
        }
    }
}

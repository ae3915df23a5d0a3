package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Histograms of several nodes add up to what their callers saw. */
class HistogramsIT {

    private static final String BUCKETS = "http_server_request_duration_seconds_bucket";
    private static final String MESSAGES = "/api/v1/conversations/{id}/messages";
    private static final int TURNS = 24;

    @Test
    void slowestOfTwentyOnTwoNodesShouldBeWhatCallersSaw() throws Exception {
        Queue<Double> seen = new ConcurrentLinkedQueue<>();
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Deployment deployment = Deployment.fresh(model.environment());
            try (Node one = deployment.startInProcess();
                    Node two = deployment.startInProcess()) {
                talk(List.of(one, two), seen);
                Map<Double, Double> buckets = new TreeMap<>();
                for (Node node : List.of(one, two)) {
                    Map<Double, Double> own = buckets(node);
                    assertThat(own.get(Double.POSITIVE_INFINITY)).isEqualTo(2.0 * TURNS);
                    own.forEach((bound, count) -> buckets.merge(bound, count, Double::sum));
                }
                List<Double> bounds = List.copyOf(buckets.keySet());
                List<Double> sorted = seen.stream().sorted().toList();
                double p95 = sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
                int measured = bucketOf(p95, bounds);
                int told = bucketWith(0.95 * sorted.size(), buckets, bounds);
                System.out.printf(
                        "p95 as callers saw it %.3f s, in the bucket up to %s; as nodes told it up to %s%n",
                        p95, bounds.get(measured), bounds.get(told));
                assertThat(Math.abs(measured - told)).isLessThanOrEqualTo(1);
                assertThat(told).as("neither the first nor the last").isBetween(2, bounds.size() - 2);
            }
        }
    }

    /** Some take long, and one node has more of these than the other. */
    private static void talk(List<Node> nodes, Queue<Double> seen) throws InterruptedException {
        List<Thread> users = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
            int number = user;
            Api api = nodes.get(user % nodes.size()).api().asNewUser();
            users.add(Thread.ofVirtual().start(() -> {
                String conversation = api.newConversation();
                for (int turn = 0; turn < TURNS; turn++) {
                    int words = turn % (6 + 2 * number) == 0 ? 40 : 2;
                    long begun = System.nanoTime();
                    api.say(conversation, words + " words every 10 ms, turn " + turn)
                            .expect(201);
                    seen.add((System.nanoTime() - begun) / 1e9);
                }
            }));
        }
        for (Thread user : users) {
            user.join();
        }
    }

    private static Map<Double, Double> buckets(Node node) {
        Map<Double, Double> buckets = new TreeMap<>();
        Stream<Scrape.Sample> samples =
                Scrape.of(node.admin().get("/metrics").expect(200).text()).samples().stream();
        samples.filter(sample -> sample.name().equals(BUCKETS)
                        && sample.labels()
                                .entrySet()
                                .containsAll(Map.of("http_route", MESSAGES, "http_request_method", "POST")
                                        .entrySet()))
                .forEach(sample -> {
                    String bound = sample.labels().getOrDefault("le", "");
                    buckets.merge(
                            bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                            sample.value(),
                            Double::sum);
                });
        return buckets;
    }

    private static int bucketOf(double seconds, List<Double> bounds) {
        int bucket = 0;
        while (seconds > bounds.get(bucket)) {
            bucket++;
        }
        return bucket;
    }

    /** The first bucket that has this rank in it or below it, as histogram_quantile() finds it. */
    private static int bucketWith(double rank, Map<Double, Double> buckets, List<Double> bounds) {
        int bucket = 0;
        while (buckets.getOrDefault(bounds.get(bucket), 0.0) < rank) {
            bucket++;
        }
        return bucket;
    }
}

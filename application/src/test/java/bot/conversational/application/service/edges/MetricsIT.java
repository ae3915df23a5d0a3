package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.monitoring.MonitoringFiles;
import bot.conversational.application.service.monitoring.Promtool;
import bot.conversational.application.service.monitoring.Scrape;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} of a node that has done everything once, by the rules of Prometheus and as docs/metrics.md says. */
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST_SERIES = 4_000;
    private static final String REQUESTS = "http_server_request_duration_seconds";
    private static final String MESSAGES = "/api/v1/conversations/{id}/messages";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\|([^|]*)\\| [^|]+ \\|$");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}|@|\\d{5,}");

    /** What Prometheus' own checker complains about, and what we do not want beside. */
    private static final Pattern UNIT_BEFORE_THE_END = Pattern.compile(".*_(seconds|bytes)_(?!total$|total_).*");

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    @TempDir
    static Path folder;

    private static Node node;
    private static Api anybody;
    private static Scrape scrape;

    @BeforeAll
    static void walk() throws IOException {
        Path configuration = folder.resolve("models.yml");
        Files.writeString(
                configuration,
                Files.readString(Deployment.root().resolve("config.yml")).replace("models: []\n", """
                        models:
                          - {name: offline, provider: offline, price: {inputPerMillion: 1, outputPerMillion: 2}}
                          - {name: gone, provider: openai, baseUrl: "http://127.0.0.1:1/v1", fallback: offline}
                          - {name: scripted, provider: openai, baseUrl: "%s"}
                        """.formatted(
                                MODEL.environment().get("LLM_BASE_URL"))));
        Map<String, String> environment = Map.of("EMBEDDING_PROVIDER", "local", "LLM_RETRIES", "0");
        node = Deployment.fresh(environment).configured(configuration).startInProcess();
        anybody = node.api();
        OwnedResources owned = OwnedResources.of(anybody);
        for (Route route : Route.ALL) {
            OwnedResources mine = route.endsSession() ? OwnedResources.of(anybody) : owned;
            for (Api api : List.of(mine.api(), anybody)) {
                call(route, api, mine);
            }
        }
        Api ada = anybody.asNewUser();
        ada.post(MESSAGES.replace("{id}", ada.newConversation()), Map.of("content", "x", "model", "gone"))
                .expect(201);
        stream(ada);
        strange(anybody);
        node.admin().post("/tasks/gc", Map.of()).expect(200);
        await().atMost(SOON).until(() -> scraped().value("follower_backlog", Map.of()) == 0);
        scrape = scraped();
    }

    private static void call(Route route, Api api, OwnedResources mine) {
        Api caller = route.body().isPresent() ? api.with("Content-Type", route.contentType()) : api;
        caller.send(route.method(), mine.path(route), BodyPublishers.ofString(mine.body(route)));
    }

    /** A stream of more than a second, and the same from its beginning. */
    private static void stream(Api ada) {
        String messages = "/api/v1/conversations/" + ada.newConversation() + "/messages";
        Api events = ada.with("Accept", "text/event-stream");
        Map<String, String> message = Map.of("content", "60 words every 20 ms", "model", "scripted");
        try (EventStream stream = EventStream.of(events.open("POST", messages, message))) {
            String answer = stream.answer();
            stream.awaitEnd(SOON);
            try (EventStream again = EventStream.of(events.open("GET", messages + "/" + answer + "/events", ""))) {
                again.awaitEnd(SOON);
            }
        }
    }

    /** Paths and methods that are not there, each of them another one. */
    private static void strange(Api anybody) {
        for (int i = 0; i < 50; i++) {
            anybody.get("/nowhere/" + i).expect(404);
            anybody.send("X" + i, "/api/v1/models", BodyPublishers.noBody());
            anybody.send("PUT", "/api/v1/conversations", BodyPublishers.noBody());
        }
        anybody.post("/api/v1/sessions", Map.of("email", "nobody@example.com", "password", "wrong password"))
                .expect(401);
    }

    @AfterAll
    static void stop() {
        node.close();
        MODEL.close();
    }

    private static Scrape scraped() {
        return Scrape.of(node.admin().get("/metrics").expect(200).text());
    }

    @Test
    void eachMetricShouldBeDescribedAsItIs() throws IOException {
        Map<String, String> described = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(Deployment.root().resolve("docs/metrics.md")));
        while (rows.find()) {
            Set<String> labels = Arrays.stream(rows.group(3).split(","))
                    .map(label -> label.strip().replace("`", ""))
                    .filter(label -> !label.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            described.put(rows.group(1), rows.group(2) + " " + labels);
        }
        Map<String, String> found = new TreeMap<>();
        scrape.families().forEach((name, family) -> found.put(name, family.type + " " + family.labels));

        assertThat(found).isEqualTo(described);
    }

    @Test
    void rulesAndDashboardsShouldNameWhatThereIs() throws IOException {
        Set<String> there = scrape.samples().stream().map(Scrape.Sample::name).collect(Collectors.toSet());
        there.addAll(MonitoringFiles.recorded());
        there.addAll(MonitoringFiles.OF_OTHERS);
        there.addAll(MonitoringFiles.OF_EXPORTERS);
        List<String> expressions = new ArrayList<>(MonitoringFiles.ruleExpressions());
        expressions.addAll(MonitoringFiles.panelExpressions());
        assertThat(expressions)
                .allSatisfy(expression ->
                        assertThat(there).as(expression).containsAll(MonitoringFiles.metrics(expression)));
    }

    @Test
    void thereShouldBeFewSeries() {
        assertThat(scrape.samples()).hasSizeBetween(500, MOST_SERIES);
    }

    @Test
    void noLabelShouldHoldAnId() {
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.labels().entrySet().stream()
                        .anyMatch(label -> !label.getKey().equals("le")
                                && !label.getKey().equals("version")
                                && ID.matcher(label.getValue()).find()))
                .isEmpty();
    }

    @Test
    void namesShouldFollowTheRules() {
        List<String> faults = new ArrayList<>();
        scrape.families().forEach((name, family) -> {
            boolean counter = family.type.equals("counter");
            if (counter != name.endsWith("_total")) {
                faults.add(name + ": _total is for counters, and for all of them");
            }
            if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")
                    || UNIT_BEFORE_THE_END.matcher(name).matches()) {
                faults.add(name + ": not in the style of Prometheus");
            }
            if (name.matches(".*_(count|sum|bucket|gauge|counter|histogram|summary|millis|ms|minutes|kilobytes)")) {
                faults.add(name + ": ends in what is reserved, or in no base unit");
            }
            if (family.help.isBlank()) {
                faults.add(name + ": has no help");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void namesShouldPassPrometheusChecker() throws Exception {
        Promtool.find().passes(scrape.text(), "check", "metrics");
    }

    @Test
    void eachCallOfTheContractShouldHaveItsRoute() {
        Set<String> routes = scrape.samples().stream()
                .filter(sample -> sample.name().equals(REQUESTS + "_count"))
                .map(sample -> sample.labels().get("http_request_method") + " "
                        + sample.labels().get("http_route"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> contract = Route.ALL.stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes).containsAll(contract);
        routes.removeAll(contract);
        assertThat(routes).containsExactlyInAnyOrder("GET unmatched", "PUT unmatched", "_OTHER unmatched");
    }

    @Test
    void bothWaysOfAMessageShouldCountAlike() {
        Api ada = anybody.asNewUser();
        String path = MESSAGES.replace("{id}", ada.newConversation());
        Map<String, String> labels =
                Map.of("http_route", MESSAGES, "http_request_method", "POST", "http_response_status_class", "2xx");
        double before = scraped().value(REQUESTS + "_count", labels);

        ada.post(path, Map.of("content", "by the fast path")).expect(201);
        ada.post(path + "?by=jersey", Map.of("content", "by the other")).expect(201);

        await().atMost(SOON).until(() -> scraped().value(REQUESTS + "_count", labels) == before + 2);
    }

    @Test
    void streamShouldNotCountAsAnswerTime() {
        Map<String, String> created =
                Map.of("http_route", MESSAGES, "http_request_method", "POST", "http_response_status_class", "2xx");
        double streamed = scrape.value("turn_stream_duration_seconds_sum", Map.of());

        assertThat(streamed).isGreaterThan(1);
        assertThat(scrape.value(REQUESTS + "_sum", created) / scrape.value(REQUESTS + "_count", created))
                .isLessThan(streamed / 2);
        assertThat(scrape.value("turn_streams_total", Map.of("kind", "begun"))).isEqualTo(1);
        assertThat(scrape.value("turn_streams_total", Map.of("kind", "resumed")))
                .isGreaterThanOrEqualTo(1);
        assertThat(scrape.value("turn_streams_open", Map.of())).isZero();
    }

    @Test
    void outcomesShouldBeCounted() {
        assertThat(scrape.value("log_ins_total", Map.of("outcome", "refused"))).isEqualTo(1);
        assertThat(scrape.value("language_model_fallbacks_total", Map.of("model", "gone", "fallback", "offline")))
                .isEqualTo(1);
        assertThat(scrape.value("gen_ai_client_cost_total", Map.of("gen_ai_request_model", "offline")))
                .isPositive();
        assertThat(scrape.value("rate_limit_decisions_total", Map.of("limit", "chat", "decision", "allowed")))
                .isPositive();
        assertThat(scrape.value("cluster_live_nodes", Map.of())).isEqualTo(1);
    }

    @Test
    void callsOfRedisShouldCountByServerAndOperation() {
        Map<String, String> well = Map.of("outcome", "succeeded");
        assertThat(scrape.value("redis_operation_duration_seconds_count", with(well, "sessions", "admit")))
                .isPositive();
        assertThat(scrape.value("redis_operation_duration_seconds_count", with(well, "cache", "lookup_conversation")))
                .isPositive();
        assertThat(scrape.value("db_client_operation_duration_seconds_count", Map.of("db_system_name", "redis")))
                .isPositive();
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().equals("db_client_breaker_open"))
                .extracting(sample -> sample.labels().get("breaker"))
                .containsExactlyInAnyOrder("primary", "sessions", "cache", "search", "discovery");
    }

    private static Map<String, String> with(Map<String, String> labels, String server, String operation) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("server", server);
        all.put("operation", operation);
        return all;
    }

    @Test
    void nativeHistogramsShouldBeThereForWhoWantsThem() {
        Api.Answer answer = node.admin()
                .with(
                        "Accept",
                        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")
                .get("/metrics")
                .expect(200);

        assertThat(answer.header("Content-Type")).startsWith("application/vnd.google.protobuf");
    }
}

package bot.conversational.application.service.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a node told, scrape by scrape, of the metrics that rules name, as Prometheus' checker takes it. Scrapes are told as
 * 15 s apart, whatever they were.
 */
final class RecordedMetrics {

    private static final String INTERVAL = "15s";
    private static final String FIRED = "group by (alertname) (max_over_time(ALERTS{alertstate=\"firing\"}[1d]))";
    private static final String NONE = "_";

    private final Set<String> named = new TreeSet<>();
    private final Map<String, List<String>> series = new TreeMap<>();
    private int scrapes;

    RecordedMetrics() throws IOException {
        for (String expression : MonitoringFiles.ruleExpressions()) {
            named.addAll(MonitoringFiles.metrics(expression));
        }
    }

    /** Adds the next scrape. */
    void add(Scrape scrape) {
        add("up", Map.of(), 1);
        scrape.samples().stream()
                .filter(sample -> named.contains(sample.name()))
                .forEach(sample -> add(sample.name(), sample.labels(), sample.value()));
        scrapes++;
    }

    /** Adds one that the node did not answer. */
    void addFailure() {
        add("up", Map.of(), 0);
        scrapes++;
    }

    private void add(String name, Map<String, String> labels, double value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("job", "conversational-bot");
        all.put("instance", "node");
        String key = all.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", name + "{", "}"));
        List<String> values = series.computeIfAbsent(key, unseen -> new ArrayList<>());
        while (values.size() < scrapes) {
            values.add(NONE);
        }
        values.add(Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value));
    }

    int scrapes() {
        return scrapes;
    }

    /** A test of the rules that passes when these alerts fire in all that was recorded, and no others. */
    String test(List<Path> rules, Set<String> alerts) throws IOException {
        List<Map<String, Object>> input = series.entrySet().stream()
                .map(it -> Map.<String, Object>of("series", it.getKey(), "values", String.join(" ", it.getValue())))
                .toList();
        List<Map<String, Object>> expected = alerts.stream()
                .map(alert -> Map.<String, Object>of("labels", "{alertname=\"" + alert + "\"}", "value", 1))
                .toList();
        Map<String, Object> fired =
                Map.of("expr", FIRED, "eval_time", 15 * (scrapes - 1) + "s", "exp_samples", expected);
        Map<String, Object> test =
                Map.of("interval", INTERVAL, "input_series", input, "promql_expr_test", List.of(fired));
        // JSON is YAML
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "rule_files",
                        rules.stream().map(Path::toString).toList(),
                        "evaluation_interval",
                        INTERVAL,
                        "tests",
                        List.of(test)));
    }
}

package bot.conversational.application.service.monitoring;

import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code infra/monitoring} asks Prometheus for. */
public final class MonitoringFiles {

    public static final Path FOLDER = Deployment.root().resolve("infra/monitoring");

    /** What a node does not tell: Prometheus does, and drill.sh by node exporter. */
    public static final Set<String> OF_OTHERS = Set.of("up", "conversational_bot_last_good_drill_timestamp_seconds");

    /** What the exporters of the engines tell. */
    public static final Set<String> OF_EXPORTERS = Set.of(
            "pg_up",
            "pg_stat_activity_count",
            "pg_stat_database_xact_commit",
            "pg_stat_database_xact_rollback",
            "pg_stat_database_blks_hit",
            "pg_stat_database_blks_read",
            "pg_stat_database_deadlocks",
            "pg_database_size_bytes",
            "redis_up",
            "redis_memory_used_bytes",
            "redis_memory_max_bytes",
            "redis_commands_processed_total",
            "redis_evicted_keys_total",
            "redis_expired_keys_total",
            "redis_connected_clients",
            "elasticsearch_cluster_health_up",
            "elasticsearch_cluster_health_unassigned_shards",
            "elasticsearch_jvm_memory_used_bytes",
            "elasticsearch_jvm_memory_max_bytes",
            "elasticsearch_filesystem_data_available_bytes",
            "elasticsearch_filesystem_data_size_bytes",
            "elasticsearch_indices_search_query_total",
            "elasticsearch_indices_indexing_index_total");

    private static final Pattern EXPRESSION = Pattern.compile("(?m)^( +)expr: >-\\n((?:\\1  .*\\n)+)");
    private static final Pattern LABELS =
            Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private MonitoringFiles() {}

    public static List<Path> rules() throws IOException {
        return files("rules", ".yml");
    }

    public static List<Path> dashboards() throws IOException {
        return files("grafana/dashboards", ".json");
    }

    public static List<Path> files(String folder, String end) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** Those of all rules. */
    public static List<String> ruleExpressions() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : rules()) {
            String text = Files.readString(file);
            List<String> expressions = EXPRESSION
                    .matcher(text)
                    .results()
                    .map(match -> match.group(2).strip())
                    .toList();
            if (expressions.size() != text.split("expr:", -1).length - 1) {
                throw new IllegalStateException(file + " has an expression of another form");
            }
            found.addAll(expressions);
        }
        return found;
    }

    /** Those of all panels, with values for Grafana's variables. */
    public static List<String> panelExpressions() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : dashboards()) {
            new ObjectMapper()
                    .readTree(file.toFile())
                    .findValuesAsText("expr")
                    .forEach(
                            it -> found.add(it.replace("$__rate_interval", "5m").replace("$node", "node")));
        }
        return found;
    }

    /** Names that the rules make. */
    public static Set<String> recorded() throws IOException {
        return named("- record: (\\S+)");
    }

    public static Set<String> alerts() throws IOException {
        return named("- alert: (\\S+)");
    }

    private static Set<String> named(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : rules()) {
            Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> found.add(match.group(1)));
        }
        return found;
    }

    /** The metrics of an expression. */
    public static Set<String> metrics(String expression) {
        return NAME.matcher(LABELS.matcher(expression).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

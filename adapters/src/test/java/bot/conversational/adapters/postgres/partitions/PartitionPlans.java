package bot.conversational.adapters.postgres.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Which partitions each statement went to, as the server's auto_explain says it to the client. A statement may go to those of
 * the users that are among its parameters.
 */
final class PartitionPlans implements SqlLogger {

    /** As many as {@code passages} has. */
    static final int PARTITIONS = 16;

    private static final Pattern PARTITION = Pattern.compile("(messages|turns|passages)_(\\d+_)?(\\d+)");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> names;
    private final Set<String> sweeps;
    private final Jdbi asked;
    private final Map<UUID, Integer> places = new ConcurrentHashMap<>();
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /**
     * Hears of no statement yet.
     *
     * @param names of statements by their texts
     * @param sweeps the names of those that go to everybody's rows
     * @param asked where a user's partition can be asked for
     */
    PartitionPlans(Map<String, String> names, Set<String> sweeps, Jdbi asked) {
        this.names = names;
        this.sweeps = sweeps;
        this.asked = asked;
    }

    /** Has each new connection to a database say how each statement was done, with plans that are made for any value. */
    static void tell(Jdbi database) {
        database.useHandle(handle -> handle.execute("""
                do $$
                declare
                    setting text;
                begin
                    foreach setting in array array[
                        'session_preload_libraries = ''auto_explain''', 'auto_explain.log_min_duration = 0',
                        'auto_explain.log_analyze = on', 'auto_explain.log_timing = off', 'auto_explain.log_format = json',
                        'auto_explain.log_level = notice', 'auto_explain.log_nested_statements = on',
                        'plan_cache_mode = force_generic_plan']
                    loop
                        execute format('alter database %I set ', current_database()) || setting;
                    end loop;
                end
                $$
                """));
    }

    /** Names of statements that were run, and the most partitions of one table that one run of each went to. */
    Map<String, Integer> most() {
        return Map.copyOf(most);
    }

    /** What went to partitions of others since the last call. */
    void assertNoneWentToOthers() {
        List<String> all = new ArrayList<>(complaints);
        complaints.removeAll(all);
        assertThat(all).isEmpty();
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        try {
            if (context.getStatement() != null) {
                for (SQLWarning said = context.getStatement().getWarnings();
                        said != null;
                        said = said.getNextWarning()) {
                    look(String.valueOf(said.getMessage()));
                }
            }
        } catch (SQLException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private void look(String message) {
        int begin = message.indexOf('{');
        if (begin < 0 || !message.contains("plan:")) {
            return;
        }
        try {
            JsonNode said = JSON.readTree(message.substring(begin));
            String text = TableStatements.plain(said.path("Query Text").asText());
            String name = names.getOrDefault(text, text);
            Set<Integer> gone = new TreeSet<>();
            collect(said.path("Plan"), gone);
            most.merge(name, gone.size(), Math::max);
            Set<Integer> own = places(said.path("Query Parameters").asText());
            if (!own.containsAll(gone) && !sweeps.contains(name)) {
                complaints.add(name + " went to " + gone + " for users in " + own + "\n" + said.path("Plan"));
            }
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(message, unreadable);
        }
    }

    private static void collect(JsonNode plan, Set<Integer> gone) {
        Matcher partition = PARTITION.matcher(plan.path("Relation Name").asText());
        if (partition.matches() && plan.path("Actual Loops").asInt() > 0) {
            gone.add(Integer.valueOf(partition.group(3)));
        }
        plan.path("Plans").forEach(below -> collect(below, gone));
    }

    private Set<Integer> places(String parameters) {
        Set<Integer> all = new TreeSet<>();
        Matcher id = ID.matcher(parameters);
        while (id.find()) {
            all.add(places.computeIfAbsent(UUID.fromString(id.group()), this::place));
        }
        return all;
    }

    private int place(UUID user) {
        return asked.withHandle(handle -> handle.createQuery("""
                        select n from generate_series(0, :partitions - 1) n
                         where satisfies_hash_partition('messages'::regclass, :partitions, n, :user)
                        """)
                .bind("partitions", PARTITIONS)
                .bind("user", user)
                .mapTo(Integer.class)
                .one());
    }
}

package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Workspace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Random vectors of users with so many each, among those of others, and what searches them. */
public final class VectorRows {

    private static final int PIECE = 50_000;
    private static final int MESSAGES_OF_A_TALK = 20;
    private static final int PAGE = 100;

    /** Without all that the service does beside comparing. */
    private static final String BARE = """
            select p.message_id, min(p.embedding <#> :query::halfvec) as distance
              from passages p
             where p.user_id = :user and p.model = :model
             group by p.message_id
             order by 2
             limit 100;
            """;

    private static final Pattern HEAP_FETCHES = Pattern.compile("Heap Fetches: (\\d+)");

    private final Workspace workspace;
    private final Engines engines;
    private final String database;
    private final int model;
    private final String query;

    private VectorRows(Workspace workspace, Engines engines, String database) {
        this.workspace = workspace;
        this.engines = engines;
        this.database = database;
        this.model = (int) number("insert into embedding_models (name) values ('random') returning id");
        this.query = text("select l2_normalize((select array_agg(random() - 0.5) from generate_series(1, 384))"
                + "::real[]::halfvec)::text");
    }

    /**
     * Writes them.
     *
     * @param sizes how many vectors the copied users have, from number 0 on
     */
    public static VectorRows write(
            Workspace workspace,
            Engines engines,
            String database,
            List<Integer> sizes,
            int others,
            Consumer<String> progress) {
        for (int user = 0; user < sizes.size(); user++) {
            Talks.write(engines, database, user, user, sizes.get(user) / MESSAGES_OF_A_TALK, false);
        }
        VectorRows rows = new VectorRows(workspace, engines, database);
        int pieces = Math.ceilDiv(others, PIECE);
        for (int piece = 0; piece < pieces; piece++) {
            progress.accept("writing vectors, piece %d of %d".formatted(piece + 1, pieces));
            rows.write(pieces, piece, others / pieces);
        }
        rows.engines.execute(rows.database, "vacuum analyze");
        return rows;
    }

    private void write(int pieces, int piece, int others) {
        engines.executePatiently(
                database, Workspace.resource("sql/vectors.sql"), model, (long) pieces, (long) piece, (long) others);
    }

    private String text(String sql) {
        try (Connection connection = engines.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private static String user(int number) {
        return "0198c0de-1111-7000-8000-%012d".formatted(number);
    }

    /** The service's statement. */
    public Target search(String name, int user, int newest) {
        String sql = ServiceStatement.read(workspace, "vectors/nearest.sql");
        return target(
                name,
                "nearest.sql",
                sql,
                Map.ofEntries(
                        Map.entry("user", user(user)),
                        Map.entry("model", String.valueOf(model)),
                        Map.entry("query", query),
                        Map.entry("newest", String.valueOf(newest)),
                        Map.entry("rows", String.valueOf(PAGE)),
                        Map.entry("role", ServiceStatement.NONE),
                        Map.entry("conversation", ServiceStatement.NONE),
                        Map.entry("generatedBy", ServiceStatement.NONE),
                        Map.entry("rating", ServiceStatement.NONE),
                        Map.entry("from", ServiceStatement.NONE),
                        Map.entry("to", ServiceStatement.NONE),
                        Map.entry("archived", ServiceStatement.NONE),
                        Map.entry("placed", "false"),
                        Map.entry("folder", ServiceStatement.NONE),
                        Map.entry("tag", ServiceStatement.NONE),
                        Map.entry("afterId", ServiceStatement.NONE),
                        Map.entry("afterDistance", ServiceStatement.NONE)));
    }

    /** What cannot be left out of it. */
    public Target bare(String name, int user) {
        return target(
                name, "bare.sql", BARE, Map.of("user", user(user), "model", String.valueOf(model), "query", query));
    }

    private Target target(String name, String file, String sql, Map<String, String> values) {
        return new Target(
                name, engines.uri(database), 0, workspace.write(file, sql).toString(), values);
    }

    /** How the bare one is carried out for a user: by the index alone, or how many rows were looked up. */
    public String plan(int user) {
        String sql = BARE.replace(":query", "'" + query + "'")
                .replace(":user", "'" + user(user) + "'")
                .replace(":model", String.valueOf(model));
        StringBuilder plan = new StringBuilder();
        try (Connection connection = engines.connect(database);
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("explain (analyze, costs off) " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        long fetched = HEAP_FETCHES
                .matcher(plan)
                .results()
                .map(MatchResult::group)
                .mapToLong(found -> Long.parseLong(found.substring(found.lastIndexOf(' ') + 1)))
                .sum();
        return plan.indexOf("Index Only Scan") < 0 ? "not by the index" : "index alone, " + fetched + " rows looked up";
    }

    /** Bytes of a row, in the table and in the index. */
    public List<String> bytes() {
        long rows = number("select count(*) from passages");
        String partitions = " from pg_inherits where inhparent = 'passages'::regclass";
        return List.of(
                Spread.digits((double) number("select sum(pg_relation_size(inhrelid))" + partitions) / rows),
                Spread.digits((double) number("select sum(pg_indexes_size(inhrelid))" + partitions) / rows));
    }
}

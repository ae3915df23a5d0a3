package bot.conversational.adapters.postgres.changes;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toUnmodifiableMap;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link ChangeFeed} on the tables {@code changes} and {@code change_cursors}. Leases run by the database's clock, so
 * the clocks of nodes do not matter. Positions are spelled {@link ChangePosition}s.
 */
public final class JdbiChangeFeed implements ChangeFeed {

    /** How long a shard stays with a node that polls no more. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** How long a transaction may hold back what others have committed. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int MOST_COUNTED = 10_000;

    private record Row(Change change, int shard, ChangePosition position, boolean settled, Set<String> running) {}

    private final PostgresGuard calls;
    private final Duration lease;
    private final String poll = SqlFile.read("changes/poll");
    private final String lag = SqlFile.read("changes/lag");
    private final String heldBackBy = SqlFile.read("changes/held_back_by");
    private final Map<String, ReadAhead> ahead = new ConcurrentHashMap<>();

    public JdbiChangeFeed(Jdbi jdbi, Duration lease) {
        this.calls = new PostgresGuard(jdbi);
        this.lease = lease;
    }

    @Override
    public ChangeBatch poll(String consumer, String node, int limit) {
        ReadAhead read = ahead.getOrDefault(consumer, ReadAhead.NONE);
        List<Integer> markShards = new ArrayList<>();
        List<ChangePosition> marks = new ArrayList<>();
        read.marks().forEach((shard, mark) -> {
            markShards.add(shard);
            marks.add(mark);
        });
        List<Row> rows = calls.call(handle -> handle.createQuery(poll)
                .bind("consumer", consumer)
                .bind("node", node)
                .bind("leaseMillis", lease.toMillis())
                .bind("patienceMillis", PATIENCE.toMillis())
                .bindArray("markShards", Integer.class, markShards)
                .bindArray("markXids", String.class, xids(marks))
                .bindArray("markPositions", Long.class, numbers(marks))
                .bindArray("running", String.class, List.copyOf(read.running()))
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
        return batch(rows);
    }

    private static ChangeBatch batch(List<Row> rows) {
        Map<Integer, ChangePosition> upTo = new TreeMap<>();
        Map<Integer, ChangePosition> early = new TreeMap<>();
        Set<String> running = new TreeSet<>();
        for (Row row : rows) {
            (row.settled() ? upTo : early).merge(row.shard(), row.position(), BinaryOperator.maxBy(naturalOrder()));
            running.addAll(row.running());
        }
        return new ChangeBatch(rows.stream().map(Row::change).toList(), spelled(upTo), spelled(early), running);
    }

    @Override
    public void acknowledge(String consumer, String node, ChangeBatch batch) {
        List<Integer> shards = new ArrayList<>();
        List<ChangePosition> positions = new ArrayList<>();
        batch.upTo().forEach((shard, position) -> {
            shards.add(shard);
            positions.add(ChangePosition.parse(position));
        });
        if (!shards.isEmpty()) {
            calls.run(handle -> handle.createUpdate("""
                            update change_cursors c
                               set xid = read.xid::xid8, position = read.position
                              from unnest(:shards::int[], :xids::text[], :positions::bigint[])
                                   as read (shard, xid, position)
                             where c.consumer = :consumer and c.shard = read.shard
                               and c.node = :node and c.lease_until > clock_timestamp()
                               and (c.xid, c.position) < (read.xid::xid8, read.position)
                            """)
                    .bind("consumer", consumer)
                    .bind("node", node)
                    .bindArray("shards", Integer.class, shards)
                    .bindArray("xids", String.class, xids(positions))
                    .bindArray("positions", Long.class, numbers(positions))
                    .execute());
        }
        ahead.compute(consumer, (key, read) -> (read == null ? ReadAhead.NONE : read).after(batch));
    }

    @Override
    public Lag lag(String consumer) {
        return calls.call(handle -> handle.createQuery(lag)
                .bind("consumer", consumer)
                .bind("most", MOST_COUNTED)
                .map((row, context) -> new Lag(row.getLong("backlog"), Duration.ofMillis(row.getLong("age_ms"))))
                .one());
    }

    @Override
    public Optional<String> heldBackBy() {
        return calls.call(
                handle -> handle.createQuery(heldBackBy).mapTo(String.class).findOne());
    }

    @Override
    public Optional<String> caughtUp(String consumer, UserId user) {
        return calls.call(handle -> handle.createQuery("""
                        select k.xid::text || ':' || k.position
                          from change_cursors k
                         where k.consumer = :consumer and k.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                           and not exists (select from changes c
                                            where c.shard = k.shard and c.user_id = :user
                                              and (c.xid, c.position) > (k.xid, k.position))
                        """)
                .bind("consumer", consumer)
                .bind("user", user)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public boolean changedSince(UserId user, String position) {
        ChangePosition since = ChangePosition.parse(position);
        return calls.call(handle -> handle.createQuery("""
                        select exists (select from changes c
                                        where c.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                                          and c.user_id = :user
                                          and (c.xid, c.position) > (:xid::xid8, :position))
                        """)
                .bind("user", user)
                .bind("xid", String.valueOf(since.xid()))
                .bind("position", since.number())
                .mapTo(Boolean.class)
                .one());
    }

    private static List<String> xids(List<ChangePosition> positions) {
        return positions.stream().map(it -> String.valueOf(it.xid())).toList();
    }

    private static List<Long> numbers(List<ChangePosition> positions) {
        return positions.stream().map(ChangePosition::number).toList();
    }

    private static Map<Integer, String> spelled(Map<Integer, ChangePosition> positions) {
        return positions.entrySet().stream()
                .collect(
                        toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().toString()));
    }

    private static Row read(ResultSet row) throws SQLException {
        Change change = new Change(
                new UserId(Columns.uuid(row, "user_id")),
                Columns.constant(Change.Entity.class, row.getString("entity")),
                Columns.uuid(row, "id"),
                row.getLong("version"));
        return new Row(
                change,
                row.getInt("shard"),
                new ChangePosition(Long.parseUnsignedLong(row.getString("xid")), row.getLong("position")),
                row.getBoolean("settled"),
                Columns.texts(row, "running"));
    }
}

package bot.conversational.adapters.postgres.changes;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link ChangeFeed} on the tables {@code changes} and {@code change_cursors}. Leases run by the database's clock, so
 * the clocks of nodes do not matter. A position is {@code XID:NUMBER}, of the transaction and within it.
 */
public final class JdbiChangeFeed implements ChangeFeed {

    /** How long a shard stays with a node that polls no more. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final int MOST_COUNTED = 100_000;

    private record Row(Change change, int shard, String position) {}

    private final PostgresGuard calls;
    private final Duration lease;
    private final String poll = SqlFile.read("changes/poll");
    private final String lag = SqlFile.read("changes/lag");

    public JdbiChangeFeed(Jdbi jdbi, Duration lease) {
        this.calls = new PostgresGuard(jdbi);
        this.lease = lease;
    }

    @Override
    public ChangeBatch poll(String consumer, String node, int limit) {
        List<Row> rows = calls.call(handle -> handle.createQuery(poll)
                .bind("consumer", consumer)
                .bind("node", node)
                .bind("leaseMillis", lease.toMillis())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
        Map<Integer, String> upTo = new HashMap<>();
        rows.forEach(row -> upTo.put(row.shard(), row.position()));
        return new ChangeBatch(rows.stream().map(Row::change).toList(), upTo);
    }

    @Override
    public void acknowledge(String consumer, String node, ChangeBatch batch) {
        if (batch.upTo().isEmpty()) {
            return;
        }
        List<Integer> shards = new ArrayList<>(batch.upTo().size());
        List<String> xids = new ArrayList<>(batch.upTo().size());
        List<Long> positions = new ArrayList<>(batch.upTo().size());
        batch.upTo().forEach((shard, position) -> {
            int colon = position.indexOf(':');
            shards.add(shard);
            xids.add(position.substring(0, colon));
            positions.add(Long.valueOf(position.substring(colon + 1)));
        });
        calls.run(handle -> handle.createUpdate("""
                        update change_cursors c
                           set xid = read.xid::xid8, position = read.position
                          from unnest(:shards::int[], :xids::text[], :positions::bigint[]) as read (shard, xid, position)
                         where c.consumer = :consumer and c.shard = read.shard
                           and c.node = :node and c.lease_until > clock_timestamp()
                           and (c.xid, c.position) < (read.xid::xid8, read.position)
                        """)
                .bind("consumer", consumer)
                .bind("node", node)
                .bindArray("shards", Integer.class, shards)
                .bindArray("xids", String.class, xids)
                .bindArray("positions", Long.class, positions)
                .execute());
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
        int colon = position.indexOf(':');
        return calls.call(handle -> handle.createQuery("""
                        select exists (select from changes c
                                        where c.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                                          and c.user_id = :user
                                          and (c.xid, c.position) > (:xid::xid8, :position))
                        """)
                .bind("user", user)
                .bind("xid", position.substring(0, colon))
                .bind("position", Long.parseLong(position.substring(colon + 1)))
                .mapTo(Boolean.class)
                .one());
    }

    private static Row read(ResultSet row) throws SQLException {
        Change change = new Change(
                new UserId(Columns.uuid(row, "user_id")),
                Columns.constant(Change.Entity.class, row.getString("entity")),
                Columns.uuid(row, "id"),
                row.getLong("version"));
        return new Row(change, row.getInt("shard"), row.getString("xid") + ":" + row.getLong("position"));
    }
}

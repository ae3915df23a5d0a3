package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.NodeLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link NodeLeases} on the table {@code nodes}, by the database's clock. */
public final class JdbiNodeLeases implements NodeLeases {

    private final PostgresGuard calls;
    private final Duration lease;

    public JdbiNodeLeases(Jdbi jdbi, Lease lease) {
        this.calls = new PostgresGuard(jdbi);
        this.lease = lease.length();
    }

    @Override
    public Optional<Instant> renew(NodeId node) {
        return calls.call(handle -> handle.createQuery("""
            insert into nodes (id, epoch, lease_until)
            values (:id, :epoch, clock_timestamp() + :lease * interval '1 millisecond')
            on conflict (id) do update
               set epoch = excluded.epoch, lease_until = excluded.lease_until
             where nodes.epoch <= excluded.epoch or nodes.lease_until <= clock_timestamp()
            returning clock_timestamp()
            """)
                .bind("id", node.name())
                .bind("epoch", node.epoch())
                .bind("lease", lease.toMillis())
                .mapTo(Instant.class)
                .findOne());
    }

    @Override
    public int live() {
        return calls.call(
                handle -> handle.createQuery("select count(*) from nodes n where lease_until > clock_timestamp()")
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public void release(NodeId node) {
        calls.run(handle -> handle.createUpdate("delete from nodes where id = :id and epoch = :epoch")
                .bind("id", node.name())
                .bind("epoch", node.epoch())
                .execute());
    }
}

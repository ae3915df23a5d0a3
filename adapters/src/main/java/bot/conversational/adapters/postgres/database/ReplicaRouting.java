package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whether reads may go to a replica: one for each {@link org.jdbi.v3.core.Jdbi} of a primary, shared by all stores on
 * it. Without a replica, which is the usual case, nothing is asked or noted for one.
 */
public final class ReplicaRouting implements JdbiConfig<ReplicaRouting> {

    /** A server that has what the primary has, some time later. */
    public interface Replica {

        /**
         * Reads what is the user's own from the replica. Never fails.
         *
         * @return nothing when the replica may lack what the user wrote, could not be read, or the work found nothing: the
         *     primary is to be asked
         */
        <T> Optional<T> read(UserId user, HandleCallback<Optional<T>, RuntimeException> work);

        /** The place in the log behind all that was committed on a connection of the primary. Never fails. */
        LogPosition position(Handle primary);

        /** Notes that the users wrote something before the place; {@link LogPosition#UNKNOWN} if they may have. Never fails. */
        void written(Set<UserId> users, LogPosition position);
    }

    private volatile @Nullable Replica replica;

    /** Has reads go to a replica from now on. */
    public void use(Replica chosen) {
        replica = chosen;
    }

    @Nullable
    Replica replica() {
        return replica;
    }

    /** The same one for every copy that Jdbi makes of its configuration: it is where the servers are, not a setting. */
    @Override
    public ReplicaRouting createCopy() {
        return this;
    }
}

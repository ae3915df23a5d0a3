package bot.conversational.adapters.postgres.partitions;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.cluster.TablePartitions;
import bot.conversational.domain.shared.DomainException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@link TablePartitions} in one transaction. It copies the tables, rather than to change them: the rows of a partition then
 * lie together, and a failure at any moment leaves all as it was.
 */
public final class JdbcTablePartitions implements TablePartitions {

    /** Where tables of a hundred million rows are still small. */
    private static final int MOST = 256;

    /** Some ten thousand rows: a second's work. */
    private static final long BLOCKS_AT_ONCE = 1_280;

    private static final String NOT_AVAILABLE = "55P03";

    private static final String COUNT = """
            select greatest(1, count(*)) from pg_inherits where inhparent = 'messages'::regclass
            """;

    /** For as long as it takes, but for a lock that somebody else holds. */
    private static final String PATIENTLY = """
            set local statement_timeout = 0;
            set local transaction_timeout = 0;
            set local idle_in_transaction_session_timeout = 0;
            set local lock_timeout = '5s'
            """;

    private static final String LOCK =
            "lock table messages, turns, message_feedback, turn_deltas in access exclusive mode";

    private static final String NODES = """
            select string_agg(id, ', ' order by id) from nodes where lease_until > clock_timestamp()
            """;

    /** The old tables, or what they consist of. */
    private static final String OLD = """
            select c.oid::regclass::text as source, moved || '_moved' as target, pg_relation_size(c.oid) / 8192 as blocks
              from unnest(array['messages', 'turns']) moved
              join pg_class c
                on c.oid = moved::regclass and c.relkind = 'r'
                   or c.oid in (select i.inhrelid from pg_inherits i where i.inhparent = moved::regclass)
            """;

    private static final String FORGET = "drop function moving_prepare, moving_copy, moving_swap, moving_finish";

    private final String functions = SqlFile.read("partitions/functions");
    private final PGSimpleDataSource connections = new PGSimpleDataSource();

    private record Source(String table, String target, long blocks) {}

    /** @param user who owns the tables; his connection has no time limits */
    public JdbcTablePartitions(String url, String user, String password) {
        connections.setURL(url);
        connections.setUser(user);
        connections.setPassword(password);
    }

    @Override
    public int count() {
        try (Connection connection = connections.getConnection()) {
            return count(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void moveInto(int count, Progress progress) {
        if (count < 1 || count > MOST || Integer.bitCount(count) != 1) {
            throw new DomainException.Invalid("partitions", "must be a power of two, at most " + MOST);
        }
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            move(connection, count, progress);
            connection.commit();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void move(Connection connection, int count, Progress progress) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepare = connection.prepareStatement("select moving_prepare(?)")) {
            statement.execute(PATIENTLY);
            assertNobodyServes(connection);
            statement.execute(LOCK);
            if (count(connection) == count) {
                throw new DomainException.Conflict("The tables are so already.");
            }
            statement.execute(functions);
            prepare.setInt(1, count);
            prepare.execute();
            copy(connection, progress);
            finish(connection, progress);
            statement.execute(FORGET);
            // PostgreSQL gathers statistics of the partitions by itself, and never of the whole.
            statement.execute("analyze messages, turns");
        }
    }

    private static void assertNobodyServes(Connection connection) throws SQLException {
        try (PreparedStatement nodes = connection.prepareStatement(NODES);
                ResultSet row = nodes.executeQuery()) {
            row.next();
            String live = row.getString(1);
            if (live != null) {
                throw new DomainException.Conflict("Nodes run: " + live + ". Stop them first.");
            }
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT);
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void copy(Connection connection, Progress progress) throws SQLException {
        List<Source> sources = sources(connection);
        long all = sources.stream().mapToLong(Source::blocks).sum();
        long done = 0;
        try (PreparedStatement copy = connection.prepareStatement("select moving_copy(?::regclass, ?, ?, ?)")) {
            for (Source source : sources) {
                for (long block = 0; block < source.blocks(); block += BLOCKS_AT_ONCE) {
                    long blocks = Math.min(BLOCKS_AT_ONCE, source.blocks() - block);
                    copy.setString(1, source.table());
                    copy.setString(2, source.target());
                    copy.setLong(3, block);
                    copy.setLong(4, blocks);
                    copy.execute();
                    done += blocks;
                    progress.at(Stage.ROWS, done, all);
                }
            }
        }
    }

    private static List<Source> sources(Connection connection) throws SQLException {
        List<Source> sources = new ArrayList<>();
        try (PreparedStatement old = connection.prepareStatement(OLD);
                ResultSet row = old.executeQuery()) {
            while (row.next()) {
                sources.add(new Source(row.getString("source"), row.getString("target"), row.getLong("blocks")));
            }
        }
        return sources;
    }

    private static void finish(Connection connection, Progress progress) throws SQLException {
        List<String> left = new ArrayList<>();
        try (PreparedStatement swap = connection.prepareStatement("select moving_swap()");
                ResultSet row = swap.executeQuery()) {
            while (row.next()) {
                left.add(row.getString(1));
            }
        }
        try (PreparedStatement finish = connection.prepareStatement("select moving_finish(?)")) {
            for (int done = 0; done < left.size(); done++) {
                progress.at(Stage.INDEXES, done, left.size());
                finish.setString(1, left.get(done));
                finish.execute();
            }
        }
        progress.at(Stage.INDEXES, left.size(), left.size());
    }

    private static DomainException failure(SQLException failure) {
        if (NOT_AVAILABLE.equals(failure.getSQLState())) {
            return new DomainException.Conflict("Somebody uses the tables. Nothing was changed.");
        }
        String words = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new DomainException.Unavailable("PostgreSQL: " + words + ". Nothing was changed.", failure);
    }
}

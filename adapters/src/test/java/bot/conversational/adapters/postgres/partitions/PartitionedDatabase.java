package bot.conversational.adapters.postgres.partitions;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.postgres.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database in which messages and turns are in partitions. */
final class PartitionedDatabase {

    /** So many rows that reading all of them is never the shortest way. */
    private static final String MANY = """
            insert into users (id, email, email_key, password_hash, role, created_at)
            select md5('user ' || u)::uuid, u || '@example.com', u || '@example.com', '', 'user', now()
              from generate_series(1, 2000) u;
            insert into conversations (user_id, id, pinned, archived, message_count, last_seq, head_seq, created_at,
                                       updated_at, version)
            select md5('user ' || u)::uuid, md5('conversation ' || u)::uuid, false, false, 40, 40, 40, now(), now(), 1
              from generate_series(1, 2000) u;
            insert into messages (user_id, conversation_id, seq, id, parent_seq, role, content, status, cached, tokens, chain,
                                  created_at)
            select md5('user ' || u)::uuid, md5('conversation ' || u)::uuid, n, md5(u || ' ' || n)::uuid, n - 1, 'user',
                   'Number ' || n, 'completed', false, 1, '', now()
              from generate_series(1, 2000) u, generate_series(1, 40) n;
            insert into turns (user_id, id, conversation_id, state, attempt, node, idempotency_key, answer_seq, model,
                               started_at, ended_at)
            select md5('user ' || u)::uuid, md5('turn ' || u || ' ' || n)::uuid, md5('conversation ' || u)::uuid, 'completed', 1,
                   'a node', 'key ' || n, n, 'a model', now(), now()
              from generate_series(1, 2000) u, generate_series(1, 20) n;
            analyze
            """;

    private PartitionedDatabase() {}

    /** With thousands of rows in each partition. */
    static TestDatabase full(int partitions) {
        TestDatabase database = TestDatabase.create();
        run(database, MANY);
        return move(database, partitions);
    }

    /** Where tables of few rows are looked up by index, too, as large ones are. */
    static TestDatabase empty(int partitions) {
        TestDatabase database = TestDatabase.create();
        database.jdbi().useHandle(handle -> handle.execute("""
                do $$ begin execute format('alter database %I set enable_seqscan = off', current_database()); end $$
                """));
        return move(database, partitions);
    }

    static TestDatabase move(TestDatabase database, int partitions) {
        tables(database).moveInto(partitions, (stage, done, all) -> {});
        return database;
    }

    static JdbcTablePartitions tables(TestDatabase database) {
        Engines.Postgres engine = Engines.postgres();
        return new JdbcTablePartitions(database.jdbcUrl(), engine.user(), engine.password());
    }

    /** Statements that take their time. */
    static void run(TestDatabase database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(TestDatabase database) throws SQLException {
        Engines.Postgres engine = Engines.postgres();
        return DriverManager.getConnection(database.jdbcUrl(), engine.user(), engine.password());
    }
}

package bot.conversational.adapters.postgres.database;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.postgres.accounts.JdbiAuditLog;
import bot.conversational.adapters.postgres.accounts.JdbiChangedLimits;
import bot.conversational.adapters.postgres.accounts.JdbiErasureStore;
import bot.conversational.adapters.postgres.accounts.JdbiManagedUserStore;
import bot.conversational.adapters.postgres.accounts.JdbiPasswordTokenStore;
import bot.conversational.adapters.postgres.accounts.JdbiRevocationStore;
import bot.conversational.adapters.postgres.accounts.JdbiSessionStore;
import bot.conversational.adapters.postgres.accounts.JdbiUserStore;
import bot.conversational.adapters.postgres.changes.JdbiChangeFeed;
import bot.conversational.adapters.postgres.changes.JdbiIndexSource;
import bot.conversational.adapters.postgres.conversations.JdbiConversationStore;
import bot.conversational.adapters.postgres.conversations.JdbiFeedbackStore;
import bot.conversational.adapters.postgres.conversations.JdbiMessageStore;
import bot.conversational.adapters.postgres.conversations.JdbiRetentionStore;
import bot.conversational.adapters.postgres.files.JdbiFileStore;
import bot.conversational.adapters.postgres.folders.JdbiFolderStore;
import bot.conversational.adapters.postgres.folders.JdbiTagStore;
import bot.conversational.adapters.postgres.keys.JdbiApiKeyStore;
import bot.conversational.adapters.postgres.keys.JdbiKeyTokenBudget;
import bot.conversational.adapters.postgres.keys.JdbiServiceKeyStore;
import bot.conversational.adapters.postgres.turns.JdbiAnswerStore;
import bot.conversational.adapters.postgres.turns.JdbiLiveTextStore;
import bot.conversational.adapters.postgres.turns.JdbiNodeLeases;
import bot.conversational.adapters.postgres.turns.JdbiOrphanedTurns;
import bot.conversational.adapters.postgres.turns.JdbiStopRequests;
import bot.conversational.adapters.postgres.turns.JdbiTokenBudget;
import bot.conversational.adapters.postgres.turns.JdbiTurnStore;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.stores.administration.AdministrationStores;
import bot.conversational.domain.stores.chat.LiveTurnStores;
import bot.conversational.domain.stores.keys.KeyStores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database on the test engine with the whole schema in it. */
public final class TestDatabase {

    /** Short, so that tests which freeze the engine do not take long; long enough for a busy machine. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(2);

    private static final class SharedHolder {
        static final TestDatabase DATABASE = create();
    }

    /** A migrated database that the others are copies of: migrating each takes seconds. */
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            String name = newDatabase("template0");
            migrate(dataSource(url(name)));
            return name;
        }
    }

    private final String url;
    private final TestPool pool;

    private TestDatabase(String url) {
        this.url = url;
        this.pool = new TestPool(dataSource(url));
    }

    /** The database of this JVM: every test has its own users in it. */
    public static TestDatabase shared() {
        return SharedHolder.DATABASE;
    }

    /** A database that nobody else uses. */
    public static TestDatabase create() {
        return new TestDatabase(url(newDatabase(Template.NAME)));
    }

    /** Makes one as a copy of another, to which nobody may be connected. */
    private static String newDatabase(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = dataSource(Engines.postgres().jdbcUrl()).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make a test database", e);
        }
    }

    private static String url(String database) {
        Engines.Postgres engine = Engines.postgres();
        return "jdbc:postgresql://" + engine.host() + ":" + engine.port() + "/" + database;
    }

    /** Brings the schema up to date; a repeat changes nothing. */
    public void migrate() {
        migrate(dataSource(url));
    }

    /** The same, of a database elsewhere. */
    public static void migrate(DataSource database) {
        try (Connection connection = database.getConnection();
                Liquibase liquibase = new Liquibase(
                        "migrations.xml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update(new Contexts(), new LabelExpression());
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("Cannot migrate the test database", e);
        }
    }

    public String jdbcUrl() {
        return url;
    }

    /** Connections with the settings of the service, each call a new one. */
    public DataSource dataSource() {
        return connections();
    }

    /** The same, with settings that a test may change. */
    PGSimpleDataSource connections() {
        return dataSource(url);
    }

    /** Of all tests on this database. */
    TestPool pool() {
        return pool;
    }

    public Jdbi jdbi() {
        return PostgresJdbi.create(dataSource(), STATEMENT_TIMEOUT);
    }

    public Stores stores() {
        return stores(jdbi());
    }

    /** How many connections to a database wait for somebody else's transaction. */
    public static int waitingForLocks(Jdbi jdbi) {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                        """).mapTo(Integer.class).one());
    }

    public static Stores stores(Jdbi jdbi) {
        return new Stores(
                new JdbiUserStore(jdbi),
                new JdbiSessionStore(jdbi, Stores.SESSION_LIFE),
                new JdbiConversationStore(jdbi),
                new JdbiMessageStore(jdbi),
                new JdbiFeedbackStore(jdbi),
                new JdbiTurnStore(jdbi),
                new LiveTurnStores(
                        new JdbiAnswerStore(jdbi),
                        new JdbiLiveTextStore(jdbi),
                        new JdbiOrphanedTurns(jdbi, new Lease(LiveTurnStores.LEASE)),
                        new JdbiNodeLeases(jdbi, new Lease(LiveTurnStores.LEASE)),
                        new JdbiStopRequests(jdbi),
                        new JdbiTokenBudget(jdbi)),
                new JdbiChangeFeed(jdbi, JdbiChangeFeed.LEASE),
                new JdbiIndexSource(jdbi),
                new JdbiRevocationStore(jdbi),
                new JdbiErasureStore(jdbi),
                new JdbiFileStore(jdbi),
                new AdministrationStores(
                        new JdbiManagedUserStore(jdbi),
                        new JdbiPasswordTokenStore(jdbi),
                        new JdbiAuditLog(jdbi),
                        new JdbiChangedLimits(jdbi)),
                new JdbiRetentionStore(jdbi),
                new KeyStores(new JdbiApiKeyStore(jdbi), new JdbiServiceKeyStore(jdbi), new JdbiKeyTokenBudget(jdbi)),
                new JdbiFolderStore(jdbi),
                new JdbiTagStore(jdbi));
    }

    private static PGSimpleDataSource dataSource(String url) {
        Engines.Postgres engine = Engines.postgres();
        return server(url, engine.user(), engine.password());
    }

    /** Connections to any server, with the settings of the service. */
    public static PGSimpleDataSource server(String url, String user, String password) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        server.setUser(user);
        server.setPassword(password);
        try {
            for (var property :
                    PostgresDataSourceProperties.of(STATEMENT_TIMEOUT, "test").entrySet()) {
                server.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The driver refuses a property", e);
        }
        return server;
    }
}

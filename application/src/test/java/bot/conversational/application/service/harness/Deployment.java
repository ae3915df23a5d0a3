package bot.conversational.application.service.harness;

import bot.conversational.adapters.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One installation of the service: a database and an index prefix of its own on the shared engines, migrated by the
 * service's own command. A {@link Node} of it runs in this JVM, or in a process of its own.
 */
public final class Deployment {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("application/target/conversational-bot.jar");

    private final Map<String, String> environment;
    private final String configuration;
    private final Path jar;

    private Deployment(Map<String, String> environment) {
        this(environment, "config.yml", JAR);
    }

    private Deployment(Map<String, String> environment, String configuration, Path jar) {
        this.environment = environment;
        this.configuration = configuration;
        this.jar = jar;
    }

    private static final class Shared {
        static final Deployment DEPLOYMENT = fresh(Map.of());
        static final Node NODE = DEPLOYMENT.startInProcess();
    }

    /** A migrated database that the others are copies of: migrating each would take most of a test's time. */
    private static final class Template {
        static final String DATABASE = migrated();

        private static String migrated() {
            Deployment template = new Deployment(environment(newDatabase("template0"), Map.of()));
            template.command("db", "migrate", "config.yml").endsWith(0);
            Deployment copy = new Deployment(environment(newDatabase(template.database()), Map.of()));
            ClassArchive.make(JAR, options -> ServiceProcess.start(JAR, copy.configuration, copy.environment, options));
            return template.database();
        }
    }

    /** What {@link #sharedNode} is a node of. */
    public static Deployment shared() {
        return Shared.DEPLOYMENT;
    }

    /** A node that tests share which neither restart it nor count what it does. */
    public static Node sharedNode() {
        return Shared.NODE;
    }

    /** A new installation with some values other than the default; limits are wide unless given. */
    public static Deployment fresh(Map<String, String> values) {
        return new Deployment(environment(newDatabase(Template.DATABASE), values));
    }

    /** The same with another file than {@code config.yml}, for what no variable can say. */
    public Deployment configured(Path file) {
        return new Deployment(environment, file.toString(), jar);
    }

    /** A new installation of the release before this one, migrated by itself. */
    public static Deployment of(PreviousRelease release, Map<String, String> values) {
        Deployment deployment = new Deployment(
                environment(newDatabase("template0"), values),
                release.configuration().toString(),
                release.jar());
        deployment.command("db", "migrate", deployment.configuration).endsWith(0);
        return deployment;
    }

    /** The same stores, with another version of the service, which may need migrations. */
    public Deployment version(Path other) {
        return new Deployment(environment, "config.yml", other);
    }

    /** The same stores, with the version that was built here. */
    public Deployment thisVersion() {
        return version(JAR);
    }

    /** The same database and index with some other values. */
    public Deployment with(Map<String, String> values) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.putAll(values);
        return new Deployment(changed, configuration, jar);
    }

    private static Map<String, String> environment(String database, Map<String, String> values) {
        Engines.Postgres postgres = Engines.postgres();
        Map<String, String> environment = new TreeMap<>();
        environment.put("POSTGRES_HOST", postgres.host());
        environment.put("POSTGRES_PORT", String.valueOf(postgres.port()));
        environment.put("OFFLINE_WORDS_PER_SECOND", "0");
        environment.put("EMBEDDING_PROVIDER", "none"); // a model takes time to load
        environment.put("POSTGRES_DB", database);
        environment.put("POSTGRES_USER", postgres.user());
        environment.put("POSTGRES_PASSWORD", postgres.password());
        environment.put("REDIS_HOST", Engines.redis().host());
        environment.put("REDIS_PORT", String.valueOf(Engines.redis().port()));
        environment.put("ELASTICSEARCH_HOST", Engines.elasticsearch().host());
        environment.put(
                "ELASTICSEARCH_PORT", String.valueOf(Engines.elasticsearch().port()));
        environment.put("ELASTICSEARCH_INDEX_PREFIX", database);
        environment.put("RATE_LIMIT_REQUESTS_PER_MINUTE", "6000");
        environment.put("RATE_LIMIT_BURST", "1000");
        environment.put("RATE_LIMIT_API_REQUESTS_PER_MINUTE", "60000");
        environment.put("RATE_LIMIT_API_BURST", "10000");
        environment.put("LOGIN_ADDRESS_FAILURES", "100000");
        environment.put("LOGIN_ADDRESS_TOKENS", "100000");
        environment.put("CONNECTIONS_PER_ADDRESS", "0");
        environment.put("REGISTER_ADDRESS_PER_MINUTE", "0");
        environment.put("REGISTER_ADDRESS_PER_DAY", "0");
        // The time that balancers need to see that a node goes; there are none here.
        environment.put("JDK_JAVA_OPTIONS", "-Ddw.health.shutdownWaitPeriod=100ms");
        environment.putAll(values);
        return environment;
    }

    /** Starts a node in this JVM and waits until it is ready. */
    public Node startInProcess() {
        return startInProcess(InstantSource.system());
    }

    /** The same on a machine whose clock goes otherwise. */
    public Node startInProcess(InstantSource clock) {
        return InProcessNode.start(ROOT.resolve(configuration), environment, clock);
    }

    /** Starts a node in a process of its own and waits until it is ready. */
    public ServiceProcess start() {
        return start("256m");
    }

    /**
     * The same with another heap.
     *
     * @param heap the most it may take, as the JVM spells it
     */
    public ServiceProcess start(String heap) {
        List<String> options = new ArrayList<>(ClassArchive.use());
        options.add("-Xmx" + heap);
        return ServiceProcess.start(jar, configuration, environment, options).awaitReady();
    }

    /** Ends a node in good order and starts one of this version at the same ports. */
    public ServiceProcess replace(ServiceProcess former) {
        return former.restartAs(jar, configuration);
    }

    /** Runs a command of the service to its end. */
    public CommandResult command(String... arguments) {
        return CommandResult.run(jar, ROOT, environment, arguments);
    }

    /** Starts a command of the service, which a test may kill. */
    public Process begin(String... arguments) {
        return CommandResult.begin(jar, ROOT, environment, arguments);
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** A connection to the deployment's database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + environment.get("POSTGRES_HOST") + ":" + environment.get("POSTGRES_PORT") + "/"
                        + environment.get("POSTGRES_DB"),
                environment.get("POSTGRES_USER"),
                environment.get("POSTGRES_PASSWORD"));
    }

    private String database() {
        return environment.getOrDefault("POSTGRES_DB", "");
    }

    /** Makes a database of a new name as a copy of another, to which nobody may be connected. */
    private static String newDatabase(String template) {
        String name = "it_" + UUID.randomUUID().toString().substring(0, 8);
        Engines.Postgres postgres = Engines.postgres();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
    }

    static Path logs() {
        try {
            return Files.createDirectories(
                    ROOT.resolve("application/target/service-logs").resolve(System.getProperty("test.fork", "fork-1")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path root() {
        return ROOT;
    }

    /** The service as it was built here. */
    public static Path jar() {
        return JAR;
    }
}

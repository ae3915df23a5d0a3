package bot.conversational.application.service.harness;

import bot.conversational.application.ConversationalBot;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.values.EnvironmentValues;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A node in the JVM of the tests, which starts in a fraction of the time that a process takes. It has no log of its own: a
 * test that reads the log, kills its node or looks at the process needs a {@link ServiceProcess}.
 */
final class InProcessNode implements Node {

    /** The block in {@code config.yml}, up to the next key that is not indented. */
    private static final Pattern LOGGING = Pattern.compile("(?m)^logging:.*(\\R(?:[ #].*)?)*");

    private final DropwizardTestSupport<ConversationalBotConfiguration> service;
    private final Accounts accounts;

    private InProcessNode(DropwizardTestSupport<ConversationalBotConfiguration> service, Accounts accounts) {
        this.service = service;
        this.accounts = accounts;
    }

    /** @param clock of the machine, as the node sees it */
    static InProcessNode start(Path configuration, Map<String, String> environment, InstantSource clock) {
        Map<String, String> values = new HashMap<>(environment);
        values.put("SERVER_PORT", "0");
        values.put("ADMIN_PORT", "0");
        var service = new Service(quiet(configuration), values, clock);
        try {
            service.before();
        } catch (Exception e) {
            throw new IllegalStateException("the service did not start", e);
        }
        InProcessNode node = new InProcessNode(service, Accounts.of(environment));
        node.awaitReady("the log of the tests", () -> {});
        return node;
    }

    /** The same configuration, whose nodes leave the logging of the JVM, which all of them share, alone. */
    private static Path quiet(Path configuration) {
        try {
            String text = LOGGING.matcher(Files.readString(configuration)).replaceFirst("logging:\n  type: external\n");
            return Files.writeString(Files.createTempFile(Deployment.logs(), "in-process", ".yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Api api() {
        return new Api("http://127.0.0.1:" + port(), accounts);
    }

    @Override
    public Api admin() {
        return new Api("http://127.0.0.1:" + service.getAdminPort());
    }

    @Override
    public int port() {
        return service.getLocalPort();
    }

    @Override
    public Set<String> serverMetrics() {
        return service.getEnvironment().metrics().getNames();
    }

    @Override
    public void close() {
        service.after();
    }

    private static final class Service extends DropwizardTestSupport<ConversationalBotConfiguration> {

        private final Map<String, String> environment;
        private final InstantSource clock;

        Service(Path configuration, Map<String, String> environment, InstantSource clock) {
            super(
                    ConversationalBot.class,
                    configuration.toString(),
                    // The time that balancers need to see that a node goes; there are none here.
                    ConfigOverride.config("health.shutdownWaitPeriod", "100ms"));
            this.environment = environment;
            this.clock = clock;
        }

        @Override
        public Application<ConversationalBotConfiguration> newApplication() {
            return new ConversationalBot(
                    EnvironmentValues.of(environment, Deployment.logs().toString()), clock);
        }
    }
}

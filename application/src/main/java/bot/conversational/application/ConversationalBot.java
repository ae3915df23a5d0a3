package bot.conversational.application;

import bot.conversational.application.cli.AuditCommand;
import bot.conversational.application.cli.EvaluateCommand;
import bot.conversational.application.cli.ImportCommand;
import bot.conversational.application.cli.NodeCommand;
import bot.conversational.application.cli.PartitionCommand;
import bot.conversational.application.cli.ReindexCommand;
import bot.conversational.application.cli.RetentionCommand;
import bot.conversational.application.cli.SchemaCommand;
import bot.conversational.application.cli.UserCommand;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.values.EnvironmentValues;
import bot.conversational.application.config.values.ExplainedConfiguration;
import bot.conversational.application.http.description.SwaggerUi;
import bot.conversational.application.http.site.SiteBundle;
import bot.conversational.application.http.tuning.CachedParameterNames;
import bot.conversational.application.wiring.Composition;
import bot.conversational.application.wiring.engine.PostgresCheck;
import io.dropwizard.assets.AssetsBundle;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.validation.Validators;
import java.time.InstantSource;

/** The service: {@code java -jar conversational-bot.jar server config.yml}. */
public final class ConversationalBot extends Application<ConversationalBotConfiguration> {

    private final EnvironmentValues values;
    private final InstantSource clock;

    public ConversationalBot() {
        this(EnvironmentValues.in("."));
    }

    /** @param values that the configuration takes from outside */
    public ConversationalBot(EnvironmentValues values) {
        this(values, InstantSource.system());
    }

    /**
     * @param values that the configuration takes from outside
     * @param clock of this machine, right or wrong
     */
    public ConversationalBot(EnvironmentValues values, InstantSource clock) {
        this.values = values;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws Exception {
        new ConversationalBot().run(arguments);
    }

    @Override
    public String getName() {
        return "conversational-bot";
    }

    @Override
    public void initialize(Bootstrap<ConversationalBotConfiguration> bootstrap) {
        ConfigurationSourceProvider text = bootstrap.getConfigurationSourceProvider();
        bootstrap.setConfigurationSourceProvider(values.substituting(text));
        bootstrap.setConfigurationFactoryFactory(ExplainedConfiguration.of(text, values));
        bootstrap.setValidatorFactory(Validators.newConfiguration()
                .parameterNameProvider(new CachedParameterNames())
                .buildValidatorFactory());
        bootstrap.addCommand(new UserCommand());
        bootstrap.addBundle(new AssetsBundle("/docs", "/docs", "index.html", "docs"));
        bootstrap.addBundle(new AssetsBundle(SwaggerUi.folder(), "/docs/ui", null, "swagger-ui"));
        bootstrap.addBundle(new SiteBundle());
        bootstrap.addCommand(new ImportCommand());
        bootstrap.addCommand(new EvaluateCommand());
        bootstrap.addCommand(new ReindexCommand());
        bootstrap.addCommand(new AuditCommand());
        bootstrap.addCommand(new RetentionCommand());
        bootstrap.addCommand(new SchemaCommand());
        bootstrap.addCommand(new PartitionCommand());
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ConversationalBotConfiguration> bootstrap) {
        bootstrap.addCommand(new NodeCommand(this));
        bootstrap.addCommand(new CheckCommand<>(this));
    }

    @Override
    public void run(ConversationalBotConfiguration configuration, Environment environment) {
        PostgresCheck.assertUsable(configuration.postgres());
        Composition.make(Service.class, configuration, environment, clock).install(environment);
    }
}

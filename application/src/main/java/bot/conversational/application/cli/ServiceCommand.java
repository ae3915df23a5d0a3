package bot.conversational.application.cli;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.wiring.Composition;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.io.PrintStream;
import java.util.function.Supplier;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A command that uses the service's own use cases, without serving anything.
 *
 * @param <U> what it uses: a record of use cases and ports
 */
abstract class ServiceCommand<U> extends ConfiguredCommand<ConversationalBotConfiguration> {

    private final Supplier<PrintStream> out = () -> System.out;

    private final Class<U> used;

    ServiceCommand(String name, String description, Class<U> used) {
        super(name, description);
        this.used = used;
    }

    /** Dropwizard would look for it among this class' parameters, which say something else. */
    @Override
    protected Class<ConversationalBotConfiguration> getConfigurationClass() {
        return ConversationalBotConfiguration.class;
    }

    @Override
    protected void run(
            Bootstrap<ConversationalBotConfiguration> bootstrap,
            Namespace arguments,
            ConversationalBotConfiguration configuration)
            throws Exception {
        Environment environment = new Environment(getName());
        U use = Composition.make(used, configuration, environment);
        try {
            run(arguments, use);
        } finally {
            close(environment.lifecycle());
        }
    }

    /** The command itself; an exception is its failure. */
    abstract void run(Namespace arguments, U use) throws Exception;

    /** Errors that the operator can correct need no trace. */
    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        OperatorError.line(failure)
                .ifPresentOrElse(cli.getStdErr()::println, () -> super.onError(cli, arguments, failure));
    }

    void say(String line) {
        out.get().println(line);
    }

    /** Resources that a node would close when it ends; nothing was started. */
    private static void close(LifecycleEnvironment lifecycle) throws Exception {
        for (LifeCycle managed : lifecycle.getManagedObjects().reversed()) {
            managed.start();
            managed.stop();
        }
    }
}

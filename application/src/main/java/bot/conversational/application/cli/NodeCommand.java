package bot.conversational.application.cli;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.startup.HostCheck;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server config.yml}: runs a node. Where it cannot run it says why in one line. */
public final class NodeCommand extends ServerCommand<ConversationalBotConfiguration> {

    public NodeCommand(Application<ConversationalBotConfiguration> application) {
        super(application);
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        HostCheck.here().assertFit();
        super.run(bootstrap, arguments);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        OperatorError.lineAtStart(failure)
                .ifPresentOrElse(cli.getStdErr()::println, () -> super.onError(cli, arguments, failure));
    }
}

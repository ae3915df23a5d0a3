package bot.conversational.application.cli;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.wiring.AccountsAlone;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code user create [--admin] --email ADDRESS config.yml}: the way to the first administrator. */
public final class UserCommand extends ConfiguredCommand<ConversationalBotConfiguration> {

    private static final String ADMIN = "admin";
    private static final String EMAIL = "email";

    public UserCommand() {
        super("user", "Creates an account");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("action").choices("create").help("what to do");
        parser.addArgument("--" + ADMIN)
                .dest(ADMIN)
                .action(Arguments.storeTrue())
                .help("with the role of an administrator");
        parser.addArgument("--" + EMAIL).dest(EMAIL).required(true).help("the account's e-mail address");
        super.configure(parser);
    }

    @Override
    protected void run(
            Bootstrap<ConversationalBotConfiguration> bootstrap,
            Namespace arguments,
            ConversationalBotConfiguration configuration)
            throws IOException {
        EmailAddress email = new EmailAddress(arguments.getString(EMAIL));
        Role role = arguments.getBoolean(ADMIN) ? Role.ADMIN : Role.USER;
        PasswordEntry entry = PasswordEntry.ask();
        Password password = Password.chosen("password", entry.value());
        try (AccountsAlone accounts = AccountsAlone.open(configuration)) {
            User user = accounts.registerUser().register(email, password, Optional.empty(), role);
            say("Created the account " + user.id() + " with the role "
                    + role.name().toLowerCase(Locale.ROOT) + ".");
        }
        if (entry.generated()) {
            say("Its password, which is shown only now: " + entry.value());
        }
    }

    /** What the operator can mend needs no trace. */
    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        if (failure instanceof DomainException) {
            cli.getStdErr().println(failure.getMessage());
        } else {
            super.onError(cli, arguments, failure);
        }
    }

    @SuppressWarnings("SystemOut") // a command talks to whoever typed it
    private static void say(String line) {
        System.out.println(line);
    }
}

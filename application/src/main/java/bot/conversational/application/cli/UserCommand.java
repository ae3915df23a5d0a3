package bot.conversational.application.cli;

import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code user create [--admin] --email ADDRESS config.yml}: the way to the first administrator. */
public final class UserCommand extends ServiceCommand<UserCommand.Used> {

    /** What the command uses. */
    public record Used(RegisterUser register) {}

    private static final String ADMIN = "admin";
    private static final String EMAIL = "email";

    public UserCommand() {
        super("user", "Creates an account", Used.class);
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
    void run(Namespace arguments, Used use) throws IOException {
        EmailAddress email = new EmailAddress(arguments.getString(EMAIL));
        Role role = arguments.getBoolean(ADMIN) ? Role.ADMIN : Role.USER;
        PasswordEntry entry = PasswordEntry.ask();
        Password password = Password.chosen("password", entry.value());
        User user = use.register().register(email, password, Optional.empty(), role);
        say("Created the account " + user.id() + " with the role " + role.name().toLowerCase(Locale.ROOT) + ".");
        if (entry.generated()) {
            say("Its password, which is shown only now: " + entry.value());
        }
    }
}

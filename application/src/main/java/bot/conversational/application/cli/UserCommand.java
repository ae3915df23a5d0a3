package bot.conversational.application.cli;

import bot.conversational.domain.session.login.ChangeRole;
import bot.conversational.domain.session.login.ResetPassword;
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
import net.sourceforge.argparse4j.inf.Subparsers;

/**
 * What an operator does with an account: {@code user create [--admin] --email ADDRESS config.yml}, the way to the first
 * administrator; {@code user role --email ADDRESS user|admin config.yml}; {@code user password --email ADDRESS
 * config.yml}. The last two end the account's sessions.
 */
public final class UserCommand extends ServiceCommand<UserCommand.Used> {

    /** What the command uses. */
    public record Used(RegisterUser register, ChangeRole changeRole, ResetPassword resetPassword) {}

    private static final String ACTION = "action";
    private static final String CREATE = "create";
    private static final String ROLE = "role";
    private static final String PASSWORD = "password";
    private static final String ADMIN = "admin";
    private static final String EMAIL = "email";

    public UserCommand() {
        super("user", "Creates an account, or changes its role or password", Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions = parser.addSubparsers().dest(ACTION).metavar(ACTION);
        Subparser create = action(actions, CREATE, "creates an account");
        create.addArgument("--" + ADMIN)
                .dest(ADMIN)
                .action(Arguments.storeTrue())
                .help("with the role of an administrator");
        addFileArgument(create);
        Subparser role = action(actions, ROLE, "changes an account's role and ends its sessions");
        role.addArgument(ROLE).choices("user", ADMIN).help("the new role");
        addFileArgument(role);
        addFileArgument(action(actions, PASSWORD, "changes an account's password and ends its sessions"));
    }

    private static Subparser action(Subparsers actions, String name, String help) {
        Subparser action = actions.addParser(name).help(help);
        action.addArgument("--" + EMAIL).dest(EMAIL).required(true).help("the account's e-mail address");
        return action;
    }

    @Override
    void run(Namespace arguments, Used use) throws IOException {
        EmailAddress email = new EmailAddress(arguments.getString(EMAIL));
        switch (arguments.getString(ACTION)) {
            case CREATE ->
                create(EmailAddress.chosen(email.value()), arguments.getBoolean(ADMIN) ? Role.ADMIN : Role.USER, use);
            case ROLE -> changeRole(email, arguments.getString(ROLE), use);
            case PASSWORD -> resetPassword(email, use);
            default -> throw new IllegalArgumentException("the parser knows all actions");
        }
    }

    private void create(EmailAddress email, Role role, Used use) throws IOException {
        PasswordEntry entry = PasswordEntry.ask();
        Password password = Password.chosen(PASSWORD, entry.value());
        User user = use.register().register(email, password, Optional.empty(), role);
        say("Created the account " + user.id() + " with the role " + role.name().toLowerCase(Locale.ROOT) + ".");
        tell(entry);
    }

    private void changeRole(EmailAddress email, String role, Used use) {
        use.changeRole().change(email, Role.valueOf(role.toUpperCase(Locale.ROOT)));
        say("The account has the role " + role + ". Its sessions ended.");
    }

    private void resetPassword(EmailAddress email, Used use) throws IOException {
        PasswordEntry entry = PasswordEntry.ask();
        use.resetPassword().reset(email, Password.chosen(PASSWORD, entry.value()));
        say("The account has another password. Its sessions ended.");
        tell(entry);
    }

    private void tell(PasswordEntry entry) {
        if (entry.generated()) {
            say("Its password, which is shown only now: " + entry.value());
        }
    }
}

package bot.conversational.application.cli;

import static bot.conversational.application.cli.OperatorError.firstLine;

import bot.conversational.application.config.ConversationalBotConfiguration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.migrations.DbCommand;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.exception.LockException;
import liquibase.exception.MigrationFailedException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** {@code db migrate config.yml} and its kin, as Dropwizard has them. A step that fails is said in one line. */
public final class SchemaCommand extends DbCommand<ConversationalBotConfiguration> {

    private static final Pattern CHANGE_SET = Pattern.compile("changeset (\\S+?)::(\\S+?)::");

    public SchemaCommand() {
        super(
                "db",
                configuration -> configuration.postgres().forMigrations(),
                ConversationalBotConfiguration.class,
                "migrations.xml");
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        line(failure).ifPresentOrElse(cli.getStdErr()::println, () -> super.onError(cli, arguments, failure));
    }

    private static Optional<String> line(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationFailedException failed) {
                return Optional.of(stopped(failed));
            }
            if (cause instanceof LockException) {
                return Optional.of("Another migration runs, or one was killed and left its lock: "
                        + firstLine(cause.getMessage()) + " (see docs/operations.md)");
            }
            Optional<String> known = OperatorError.lineAtStart(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    /** Each step is a transaction of its own, unless it says otherwise. */
    private static String stopped(MigrationFailedException failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        Matcher names = CHANGE_SET.matcher(String.valueOf(failure.getMessage()));
        String step = names.find() ? names.group(2) + " of " + names.group(1) : "an unknown step";
        return "The migration stopped at " + step + ": " + firstLine(root.getMessage())
                + ". The steps before it stay, and the version before serves on. Put it right, and migrate again";
    }
}

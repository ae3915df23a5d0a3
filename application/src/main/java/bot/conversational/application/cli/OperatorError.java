package bot.conversational.application.cli;

import bot.conversational.application.startup.CannotServe;
import bot.conversational.domain.shared.DomainException;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which failures of a command whoever called it can put right: they need a line, and no trace. */
final class OperatorError {

    private OperatorError() {}

    /** The line; empty for all other failures. */
    static Optional<String> line(Throwable failure) {
        return switch (failure) {
            case CannotServe told -> Optional.of(String.valueOf(told.getMessage()));
            case DomainException told -> Optional.of(String.valueOf(told.getMessage()));
            case ConfigurationException told ->
                Optional.of(String.valueOf(told.getMessage()).strip());
            case SQLException refused
            when isAboutTheConnection(refused.getSQLState()) ->
                Optional.of("PostgreSQL: " + firstLine(refused.getMessage()));
            default -> Optional.empty();
        };
    }

    /** The same at a start, which reads nothing but settings, and opens nothing but ports. */
    static Optional<String> lineAtStart(@Nullable Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped -> lineAtStart(wrapped.getCause());
            case IOException told -> Optional.of(told.getMessage() == null ? told.toString() : told.getMessage());
            case null -> Optional.empty();
            default -> line(failure);
        };
    }

    /** It cannot be made, or not by this user, or not to this database. */
    static boolean isAboutTheConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("28") || state.equals("3D000"));
    }

    static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("").strip();
    }
}

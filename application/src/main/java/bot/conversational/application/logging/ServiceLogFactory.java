package bot.conversational.application.logging;

import bot.conversational.application.startup.CannotServe;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.DeferredProcessingAware;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.FileAppenderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Dropwizard's file appender, which writes to standard output when no file is named: so one entry of the configuration
 * serves containers and terminals.
 */
@JsonTypeName("service-log")
public final class ServiceLogFactory<E extends DeferredProcessingAware> extends FileAppenderFactory<E> {

    @Override
    protected OutputStreamAppender<E> appender(LoggerContext context) {
        @Nullable String file = getCurrentLogFilename();
        if (file == null || file.isEmpty()) {
            return standardOutput(context);
        }
        assertWritable(file);
        return super.appender(context);
    }

    /** The library would say so in sixty lines, and the node would run without a log. */
    private static void assertWritable(String file) {
        Path path = Path.of(file).toAbsolutePath();
        try {
            @Nullable Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new CannotServe("LOG_FILE names a file that cannot be written: " + path);
        }
    }

    private OutputStreamAppender<E> standardOutput(LoggerContext context) {
        ConsoleAppender<E> appender = new ConsoleAppender<>();
        appender.setName("standard-output");
        appender.setContext(context);
        return appender;
    }
}

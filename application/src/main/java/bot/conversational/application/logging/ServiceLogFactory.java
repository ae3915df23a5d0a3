package bot.conversational.application.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.DeferredProcessingAware;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.FileAppenderFactory;
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
        return file == null || file.isEmpty() ? standardOutput(context) : super.appender(context);
    }

    private OutputStreamAppender<E> standardOutput(LoggerContext context) {
        ConsoleAppender<E> appender = new ConsoleAppender<>();
        appender.setName("standard-output");
        appender.setContext(context);
        return appender;
    }
}

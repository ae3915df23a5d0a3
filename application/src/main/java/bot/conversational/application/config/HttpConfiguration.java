package bot.conversational.application.config;

import io.dropwizard.util.DataSize;
import jakarta.validation.constraints.NotNull;

/**
 * What the HTTP edge takes.
 *
 * @param maxBodySize of a request; a longer one is a 413
 */
public record HttpConfiguration(@NotNull DataSize maxBodySize) {}

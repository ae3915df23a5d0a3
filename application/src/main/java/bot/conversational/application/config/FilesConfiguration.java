package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Limits on uploaded files.
 *
 * @param maxBytesPerUser that all files of a user may have together
 */
public record FilesConfiguration(@Min(0) long maxBytesPerUser) {

    /** The longest body whose length can be announced, about. */
    private static final long LARGEST = 2_000_000_000;

    /**
     * Limits on imports over HTTP.
     *
     * @param maxBytes of a file
     * @param keptDays that an import is shown for when it is over
     */
    public record Imports(
            @Min(1) @Max(LARGEST) long maxBytes,
            @Min(1) @Max(3_650) int keptDays) {}
}

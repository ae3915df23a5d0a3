package bot.conversational.application.config;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/**
 * TTLs of the entries in Redis.
 *
 * @param sessionsTtl seconds of idleness after which a session ends
 * @param conversationsTtl seconds that a conversation is cached after its last use
 * @param llmResponsesTtl seconds that a model's answer may be given again
 * @param llmResponsesScope {@code user}: a user gets no answer made for another; {@code global}: equal questions share
 *     answers
 */
public record CacheConfiguration(
        @Min(1) long sessionsTtl,
        @Min(1) long conversationsTtl,
        @Min(1) long llmResponsesTtl,
        @NotNull @Pattern(regexp = "user|global") String llmResponsesScope) {

    public Duration sessions() {
        return Duration.ofSeconds(sessionsTtl);
    }

    public Duration conversations() {
        return Duration.ofSeconds(conversationsTtl);
    }

    public Duration llmResponses() {
        return Duration.ofSeconds(llmResponsesTtl);
    }
}

package bot.conversational.application.config;

import bot.conversational.domain.user.RetentionRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How long conversations are kept that nobody writes in.
 *
 * @param days 0: for ever
 */
public record RetentionConfiguration(
        @Min(0) @Max(RetentionRule.MOST_DAYS) int days) {

    public RetentionRule rule() {
        return new RetentionRule(days);
    }
}

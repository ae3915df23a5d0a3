package bot.conversational.domain.analytics;

import java.time.Instant;

/**
 * How the answers of an interval ended, by when they were begun.
 *
 * @param start of the interval in the zone asked for
 * @param answers all of them, however they ended
 * @param failed of which no model was able to give the whole
 * @param interrupted whose node died or was drained
 */
public record AnswerOutcomes(Instant start, long answers, long failed, long interrupted) {}

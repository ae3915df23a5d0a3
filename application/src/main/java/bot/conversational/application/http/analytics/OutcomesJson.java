package bot.conversational.application.http.analytics;

import bot.conversational.domain.analytics.AnswerOutcomes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** How answers ended, on the wire. */
public record OutcomesJson(List<IntervalJson> buckets, TotalsJson totals) {

    /** An interval: its start and how its answers ended. */
    @Schema(name = "OutcomesBucket")
    public record IntervalJson(Instant start, long answers, long failed, long interrupted) {}

    /** Of all intervals. */
    @Schema(name = "OutcomesTotals")
    public record TotalsJson(long answers, long failed, long interrupted) {}

    static OutcomesJson of(List<AnswerOutcomes> all) {
        return new OutcomesJson(
                all.stream()
                        .map(it -> new IntervalJson(it.start(), it.answers(), it.failed(), it.interrupted()))
                        .toList(),
                new TotalsJson(
                        sum(all, AnswerOutcomes::answers),
                        sum(all, AnswerOutcomes::failed),
                        sum(all, AnswerOutcomes::interrupted)));
    }

    private static long sum(List<AnswerOutcomes> all, ToLongFunction<AnswerOutcomes> figure) {
        return all.stream().mapToLong(figure).sum();
    }
}

package bot.conversational.application.http.administration;

import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.indexing.FollowerSamples.Minute;
import bot.conversational.application.indexing.FollowerSamples.Track;
import bot.conversational.application.state.CheckRounds.Finding;
import bot.conversational.application.state.ModelTroubles.Breaker;
import bot.conversational.application.state.ModelTroubles.ModelTrouble;
import bot.conversational.application.state.ServiceState.Seen;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the service does.
 *
 * @param node that answers; it is the one that {@code checks}, {@code requests} and {@code models} are of
 * @param startedAt when it was started: its counts begin then
 * @param checkedAt when its health checks were asked
 * @param followers how far the index and the vectors are, of all nodes
 */
@Schema(name = "ServiceState")
public record StateJson(
        String node,
        Instant startedAt,
        Instant checkedAt,
        List<Finding> checks,
        List<FollowerJson> followers,
        RequestsJson requests,
        List<ModelJson> models) {

    /**
     * What follows the changes of messages: {@code search_index} or {@code embeddings}.
     *
     * @param waiting changes, counted up to 10,000; null while PostgreSQL is unavailable, as what follows
     * @param lagSeconds age of the oldest change that waits
     * @param deadLetters messages that were given up
     * @param minutes of the last hour, oldest first, as this node saw them
     */
    @Schema(name = "FollowerState")
    public record FollowerJson(
            String name,
            @Nullable Long waiting,
            @Nullable Double lagSeconds,
            @Nullable Long deadLetters,
            List<MinuteJson> minutes) {

        static FollowerJson of(Track track) {
            return new FollowerJson(
                    track.follower(),
                    track.last().map(it -> it.lag().backlog()).orElse(null),
                    track.last().map(it -> it.lag().age().toMillis() / 1000.0).orElse(null),
                    track.last().map(it -> it.deadLetters()).orElse(null),
                    track.minutes().stream().map(MinuteJson::of).toList());
        }
    }

    /** The longest lag of a minute. */
    @Schema(name = "FollowerMinute")
    public record MinuteJson(Instant start, double lagSeconds) {

        static MinuteJson of(Minute minute) {
            return new MinuteJson(minute.start(), minute.lag().toMillis() / 1000.0);
        }
    }

    /**
     * Requests of the node.
     *
     * @param failed with a 5xx
     * @param failing the calls that did, most often first
     */
    @Schema(name = "RequestCounts")
    public record RequestsJson(long all, long failed, List<RequestTimes.Failing> failing) {}

    /** A model: whether calls go through to it, and failed attempts by kind. */
    @Schema(name = "ModelState")
    public record ModelJson(String model, Breaker breaker, List<FailuresJson> failures) {

        static ModelJson of(ModelTrouble trouble) {
            return new ModelJson(
                    trouble.model(),
                    trouble.breaker(),
                    trouble.failures().entrySet().stream()
                            .map(it -> new FailuresJson(it.getKey(), it.getValue()))
                            .toList());
        }
    }

    /** Failed attempts of a kind. */
    @Schema(name = "ModelFailures")
    public record FailuresJson(String kind, long count) {}

    static StateJson of(Seen seen) {
        RequestTimes.Counts requests = seen.requests();
        return new StateJson(
                seen.node().name(),
                Instant.ofEpochMilli(seen.node().epoch()),
                seen.checks().at(),
                seen.checks().findings(),
                seen.followers().stream().map(FollowerJson::of).toList(),
                new RequestsJson(requests.all(), requests.failed(), requests.failing()),
                seen.models().stream().map(ModelJson::of).toList());
    }
}

package bot.conversational.application.http.search;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.domain.search.MessageHits;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hits of a message search, on the wire. */
public record MessageHitsJson(
        List<HitJson> items,
        TotalJson total,
        Map<String, List<MessageHits.Facet>> facets,
        @Nullable String nextCursor,
        boolean degraded) {

    static final String SCORE =
            "How well the text fits beside the list's best hit, from 0 to 1. It depends on the caller's"
                    + " own messages only. 0 unless sorted by relevance";

    static final String HIGHLIGHTS =
            "Parts of the text as it is, escaped for HTML, with <em> around the words of the query, however they are spelt";

    /** A message found, and where. */
    public record HitJson(
            MessageJson message,
            FoundInJson conversation,
            @Schema(description = SCORE) double score,
            @Schema(description = HIGHLIGHTS) List<String> highlights) {}

    /** The conversation that a message was found in. */
    public record FoundInJson(UUID id, @Nullable String title) {}

    /** How many there are: {@code eq} exactly, {@code gte} at least. */
    public record TotalJson(
            long value,
            @Schema(allowableValues = {"eq", "gte"}) String relation) {}

    static MessageHitsJson of(MessageHits hits, @Nullable String nextCursor) {
        return new MessageHitsJson(
                hits.items().stream().map(MessageHitsJson::hit).toList(),
                new TotalJson(hits.total().value(), hits.total().exact() ? "eq" : "gte"),
                hits.facets(),
                nextCursor,
                hits.degraded());
    }

    private static HitJson hit(MessageHits.Hit hit) {
        return new HitJson(
                MessageJson.of(hit.message()),
                new FoundInJson(
                        hit.message().conversationId().value(), hit.title().orElse(null)),
                hit.score(),
                hit.highlights());
    }
}

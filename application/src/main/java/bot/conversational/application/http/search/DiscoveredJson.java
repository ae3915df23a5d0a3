package bot.conversational.application.http.search;

import bot.conversational.application.http.conversations.ConversationJson;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.ConversationHits.Passage;
import bot.conversational.domain.search.DiscoverConversations.Discovered;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A conversation in which something was found, on the wire. */
public record DiscoveredJson(
        ConversationJson conversation,
        @Schema(description = MessageHitsJson.SCORE) double score,
        List<PassageJson> passages) {

    /** A message in which it was found. */
    public record PassageJson(
            UUID messageId,
            MessageRole role,
            Instant createdAt,

            @Schema(description = MessageHitsJson.HIGHLIGHTS)
            List<String> highlights) {}

    static DiscoveredJson of(Discovered discovered) {
        return new DiscoveredJson(
                ConversationJson.of(discovered.conversation()),
                discovered.score(),
                discovered.passages().stream().map(DiscoveredJson::passage).toList());
    }

    private static PassageJson passage(Passage passage) {
        return new PassageJson(passage.message().value(), passage.role(), passage.createdAt(), passage.highlights());
    }
}

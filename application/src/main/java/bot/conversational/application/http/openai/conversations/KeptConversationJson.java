package bot.conversational.application.http.openai.conversations;

import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.domain.responses.KeptConversation;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A conversation on the wire. */
@Schema(name = "KeptConversation")
public record KeptConversationJson(
        String id,
        @Schema(allowableValues = "conversation") String object,
        @JsonProperty("created_at") long createdAt,
        Map<String, String> metadata) {

    static KeptConversationJson of(KeptConversation kept) {
        return new KeptConversationJson(
                OpenAiIds.of(kept.conversation().id()),
                "conversation",
                kept.conversation().createdAt().getEpochSecond(),
                kept.metadata().pairs());
    }
}

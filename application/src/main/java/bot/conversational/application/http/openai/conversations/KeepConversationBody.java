package bot.conversational.application.http.openai.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is described of the body of a call that makes a conversation. */
@Schema(name = "KeptConversationRequest")
public record KeepConversationBody(
        @Nullable Map<String, String> metadata, @Nullable List<JsonNode> items) {}

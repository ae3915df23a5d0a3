package bot.conversational.application.http.openai.conversations;

import io.swagger.v3.oas.annotations.media.Schema;

/** What is left of a conversation that was deleted. */
@Schema(name = "DeletedConversation")
public record DeletedConversationJson(
        String id,
        @Schema(allowableValues = "conversation.deleted") String object,
        boolean deleted) {}

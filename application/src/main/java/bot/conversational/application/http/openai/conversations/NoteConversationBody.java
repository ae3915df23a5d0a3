package bot.conversational.application.http.openai.conversations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** What is described of the body of a call that notes something about a conversation. */
@Schema(name = "MetadataRequest")
public record NoteConversationBody(Map<String, String> metadata) {}

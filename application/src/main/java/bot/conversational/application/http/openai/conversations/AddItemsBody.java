package bot.conversational.application.http.openai.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What is described of the body of a call that adds items. */
@Schema(name = "ItemsRequest")
public record AddItemsBody(List<JsonNode> items) {}

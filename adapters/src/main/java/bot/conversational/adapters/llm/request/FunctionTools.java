package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.ToolUse;
import java.io.IOException;
import java.util.List;

/** Tools as OpenAI and Ollama want them. */
final class FunctionTools {

    private FunctionTools() {}

    static void write(RequestJson json, List<ToolUse.Tool> tools) throws IOException {
        json.array("tools", () -> {
            for (ToolUse.Tool tool : tools) {
                json.object(() -> {
                    json.field("type", "function");
                    json.object("function", () -> {
                        json.field("name", tool.name());
                        json.text("description", tool.description());
                        json.given("parameters", tool.parameters());
                    });
                });
            }
        });
    }
}

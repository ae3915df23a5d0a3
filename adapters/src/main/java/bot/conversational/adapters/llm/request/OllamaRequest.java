package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ollama's chat. */
public final class OllamaRequest implements RequestWriter {

    @Override
    public byte[] write(Prompt prompt, RequestLimits limits) {
        return RequestJson.object(json -> {
            json.field("model", limits.model());
            json.field("stream", true);
            json.object("options", () -> options(json, prompt.sampling(), limits));
            List<ToolUse.Tool> tools = tools(prompt.tools());
            if (!tools.isEmpty()) {
                FunctionTools.write(json, tools);
            }
            switch (prompt.format()) {
                case ResponseFormat.Free() -> {
                    // The default.
                }
                case ResponseFormat.JsonObject() -> json.field("format", "json");
                case ResponseFormat.JsonSchema(var ignored, String schema) -> json.given("format", schema);
            }
            json.array("messages", () -> messages(json, prompt));
        });
    }

    /**
     * Ollama silently cuts a prompt to a window of its own, of a few thousand tokens, unless the request sets another
     * one.
     */
    private static void options(RequestJson json, Sampling sampling, RequestLimits limits) throws IOException {
        json.field("num_ctx", limits.window());
        json.whole("num_predict", limits.maxTokens());
        json.fraction("temperature", sampling.temperature());
        json.fraction("top_p", sampling.topP());
        json.texts("stop", sampling.stop());
        json.whole("seed", sampling.seed());
        json.fraction("presence_penalty", sampling.presencePenalty());
        json.fraction("frequency_penalty", sampling.frequencyPenalty());
    }

    /** It has no field for a choice, but a model does not call what it is not shown. */
    private static List<ToolUse.Tool> tools(ToolUse use) {
        return use.choice()
                .map(choice -> switch (choice) {
                    case ToolUse.Choice.Auto ignored -> use.tools();
                    case ToolUse.Choice.Required ignored -> use.tools();
                    case ToolUse.Choice.Never ignored -> List.<ToolUse.Tool>of();
                    case ToolUse.Choice.Named(String name) ->
                        use.tools().stream()
                                .filter(tool -> tool.name().equals(name))
                                .toList();
                })
                .orElse(use.tools());
    }

    private static void messages(RequestJson json, Prompt prompt) throws IOException {
        if (prompt.systemPrompt().isPresent()) {
            message(json, "system", prompt.systemPrompt().get(), () -> {});
        }
        Map<String, String> toolsOfCalls = new HashMap<>();
        for (Prompt.Line line : prompt.messages()) {
            Content content = line.content();
            switch (line.role()) {
                case SYSTEM -> message(json, "system", content.text(), () -> {});
                case USER -> message(json, "user", content.text(), () -> images(json, content));
                case ASSISTANT -> {
                    List<Part.ToolCall> calls = content.all(Part.ToolCall.class);
                    calls.forEach(call -> toolsOfCalls.put(call.callId(), call.name()));
                    message(json, "assistant", content.text(), () -> calls(json, calls));
                }
                case TOOL -> {
                    for (Part.ToolResult result : content.all(Part.ToolResult.class)) {
                        message(json, "tool", result.content(), () -> {
                            json.field("tool_name", toolsOfCalls.getOrDefault(result.callId(), ""));
                            json.field("tool_call_id", result.callId());
                        });
                    }
                }
            }
        }
    }

    private static void message(RequestJson json, String role, String content, RequestJson.Inside more)
            throws IOException {
        json.object(() -> {
            json.field("role", role);
            json.field("content", content);
            more.write();
        });
    }

    private static void images(RequestJson json, Content content) throws IOException {
        List<Part.Attachment> attachments = content.all(Part.Attachment.class);
        json.texts("images", attachments.stream().map(OllamaRequest::base64).toList());
    }

    private static String base64(Part.Attachment attachment) {
        if (attachment.kind() == Part.Attachment.Kind.FILE) {
            throw new DomainException.Invalid("parts", "cannot be sent to this model: it takes images but no files");
        }
        return DataUrl.of(AttachmentUrl.of(attachment))
                .map(DataUrl::base64)
                .orElseThrow(() -> new DomainException.Invalid(
                        "parts", "cannot be sent to this model: it takes no images by https: URL"));
    }

    private static void calls(RequestJson json, List<Part.ToolCall> calls) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        json.array("tool_calls", () -> {
            for (Part.ToolCall call : calls) {
                json.object(() -> {
                    json.field("id", call.callId());
                    json.object("function", () -> {
                        json.field("name", call.name());
                        json.objectOrNone("arguments", call.arguments());
                    });
                });
            }
        });
    }
}

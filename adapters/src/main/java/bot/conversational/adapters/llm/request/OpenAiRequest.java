package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** OpenAI's chat completions. */
public final class OpenAiRequest implements RequestWriter {

    /** Models that refuse the older name of the field; other servers may not know the newer one. */
    private static final Pattern NEWER = Pattern.compile("(o[0-9]|gpt-[5-9]).*");

    /** The field that says how long an answer may be. */
    static String lengthField(String model) {
        return NEWER.matcher(model).matches() ? "max_completion_tokens" : "max_tokens";
    }

    @Override
    public byte[] write(Prompt prompt, RequestLimits limits) {
        if (prompt.verbatim().isPresent()) {
            return VerbatimRequest.write(prompt.verbatim().get(), limits);
        }
        byte[] request = own(prompt, limits);
        return limits.dropped().isEmpty() ? request : VerbatimRequest.without(request, limits.dropped());
    }

    private static byte[] own(Prompt prompt, RequestLimits limits) {
        return RequestJson.object(json -> {
            json.field("model", limits.model());
            json.field("stream", true);
            json.object("stream_options", () -> json.field("include_usage", true));
            sampling(json, prompt.sampling());
            json.whole(lengthField(limits.model()), limits.maxTokens());
            tools(json, prompt.tools());
            format(json, prompt.format());
            json.array("messages", () -> messages(json, prompt));
        });
    }

    private static void sampling(RequestJson json, Sampling sampling) throws IOException {
        json.fraction("temperature", sampling.temperature());
        json.fraction("top_p", sampling.topP());
        json.texts("stop", sampling.stop());
        json.whole("seed", sampling.seed());
        json.fraction("presence_penalty", sampling.presencePenalty());
        json.fraction("frequency_penalty", sampling.frequencyPenalty());
    }

    private static void tools(RequestJson json, ToolUse use) throws IOException {
        if (use.isNone()) {
            return;
        }
        FunctionTools.write(json, use.tools());
        if (use.choice().isPresent()) {
            switch (use.choice().get()) {
                case ToolUse.Choice.Auto() -> json.field("tool_choice", "auto");
                case ToolUse.Choice.Never() -> json.field("tool_choice", "none");
                case ToolUse.Choice.Required() -> json.field("tool_choice", "required");
                case ToolUse.Choice.Named(String name) ->
                    json.object("tool_choice", () -> {
                        json.field("type", "function");
                        json.object("function", () -> json.field("name", name));
                    });
            }
        }
    }

    private static void format(RequestJson json, ResponseFormat format) throws IOException {
        switch (format) {
            case ResponseFormat.Free() -> {
                // The default.
            }
            case ResponseFormat.JsonObject() -> json.object("response_format", () -> json.field("type", "json_object"));
            case ResponseFormat.JsonSchema(String name, String schema) ->
                json.object("response_format", () -> {
                    json.field("type", "json_schema");
                    json.object("json_schema", () -> {
                        json.field("name", name);
                        json.given("schema", schema);
                    });
                });
        }
    }

    private static void messages(RequestJson json, Prompt prompt) throws IOException {
        if (prompt.systemPrompt().isPresent()) {
            message(
                    json,
                    MessageRole.SYSTEM,
                    () -> json.field("content", prompt.systemPrompt().get()));
        }
        for (Prompt.Line line : prompt.messages()) {
            Content content = line.content();
            switch (line.role()) {
                case USER -> message(json, line.role(), () -> shown(json, content));
                case SYSTEM -> message(json, line.role(), () -> json.field("content", content.text()));
                case ASSISTANT -> message(json, line.role(), () -> said(json, content));
                case TOOL -> {
                    for (Part.ToolResult result : content.all(Part.ToolResult.class)) {
                        message(json, line.role(), () -> {
                            json.field("tool_call_id", result.callId());
                            json.field("content", result.content());
                        });
                    }
                }
            }
        }
    }

    private static void message(RequestJson json, MessageRole role, RequestJson.Inside fields) throws IOException {
        json.object(() -> {
            json.field("role", role.name().toLowerCase(Locale.ROOT));
            fields.write();
        });
    }

    /** Some servers refuse a list where a text would do. */
    private static void shown(RequestJson json, Content content) throws IOException {
        if (content.all(Part.Attachment.class).isEmpty()) {
            json.field("content", content.text());
            return;
        }
        json.array("content", () -> {
            for (Part part : content.parts()) {
                if (part instanceof Part.Text(String text)) {
                    json.object(() -> {
                        json.field("type", "text");
                        json.field("text", text);
                    });
                } else if (part instanceof Part.Attachment attachment) {
                    json.object(() -> attachment(json, attachment));
                }
            }
        });
    }

    private static void attachment(RequestJson json, Part.Attachment attachment) throws IOException {
        String url = AttachmentUrl.of(attachment);
        switch (attachment.kind()) {
            case IMAGE -> {
                json.field("type", "image_url");
                json.object("image_url", () -> json.field("url", url));
            }
            case FILE -> {
                if (DataUrl.of(url).isEmpty()) {
                    throw new DomainException.Invalid(
                            "parts", "cannot be sent to this model: it takes no files by https: URL");
                }
                json.field("type", "file");
                json.object("file", () -> {
                    json.field("filename", attachment.name().orElse("file"));
                    json.field("file_data", url);
                });
            }
        }
    }

    private static void said(RequestJson json, Content content) throws IOException {
        json.field("content", content.text());
        List<Part.ToolCall> calls = content.all(Part.ToolCall.class);
        if (calls.isEmpty()) {
            return;
        }
        json.array("tool_calls", () -> {
            for (Part.ToolCall call : calls) {
                json.object(() -> {
                    json.field("id", call.callId());
                    json.field("type", "function");
                    json.object("function", () -> {
                        json.field("name", call.name());
                        json.field("arguments", RequestJson.objectOrNone(call.arguments()));
                    });
                });
            }
        });
    }
}

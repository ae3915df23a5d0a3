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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Anthropic's messages. Seeds and penalties it has no fields for. */
public final class AnthropicRequest implements RequestWriter {

    /** It wants a number; this is what its oldest models allow. */
    private static final int USUAL_MAX_TOKENS = 4_096;

    /** Its scale of temperatures ends here, where that of the others ends at 2. */
    private static final double HOTTEST = 1;

    /** Results of tools are said by the user, and lines of one role beside each other are one message. */
    private record Message(boolean isUsers, List<Content> contents) {}

    @Override
    public byte[] write(Prompt prompt, RequestLimits limits) {
        return RequestJson.object(json -> {
            json.field("model", limits.model());
            json.field("stream", true);
            json.field("max_tokens", limits.maxTokens().orElse(Math.min(USUAL_MAX_TOKENS, limits.window() / 4)));
            json.text("system", system(prompt));
            sampling(json, prompt.sampling());
            tools(json, prompt.tools());
            format(json, prompt.format());
            json.array("messages", () -> {
                for (Message message : messages(prompt.messages())) {
                    json.object(() -> {
                        json.field("role", message.isUsers() ? "user" : "assistant");
                        json.array("content", () -> AnthropicContent.write(json, message.contents()));
                    });
                }
            });
        });
    }

    private static Optional<String> system(Prompt prompt) {
        return Optional.of(Stream.concat(
                                prompt.systemPrompt().stream(),
                                prompt.messages().stream()
                                        .filter(line -> line.role() == MessageRole.SYSTEM)
                                        .map(line -> line.content().text()))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("\n\n")))
                .filter(text -> !text.isEmpty());
    }

    private static void sampling(RequestJson json, Sampling sampling) throws IOException {
        json.fraction("temperature", sampling.temperature().map(wanted -> Math.min(wanted, HOTTEST)));
        json.fraction("top_p", sampling.topP());
        json.texts(
                "stop_sequences",
                sampling.stop().stream().filter(text -> !text.isBlank()).toList());
    }

    private static void tools(RequestJson json, ToolUse use) throws IOException {
        if (use.isNone()) {
            return;
        }
        json.array("tools", () -> {
            for (ToolUse.Tool tool : use.tools()) {
                json.object(() -> {
                    json.field("name", tool.name());
                    json.text("description", tool.description());
                    json.given("input_schema", tool.parameters());
                });
            }
        });
        if (use.choice().isPresent()) {
            json.object("tool_choice", () -> choice(json, use.choice().get()));
        }
    }

    private static void choice(RequestJson json, ToolUse.Choice choice) throws IOException {
        switch (choice) {
            case ToolUse.Choice.Auto() -> json.field("type", "auto");
            case ToolUse.Choice.Never() -> json.field("type", "none");
            case ToolUse.Choice.Required() -> json.field("type", "any");
            case ToolUse.Choice.Named(String name) -> {
                json.field("type", "tool");
                json.field("name", name);
            }
        }
    }

    private static void format(RequestJson json, ResponseFormat format) throws IOException {
        switch (format) {
            case ResponseFormat.Free() -> {
                // The default.
            }
            case ResponseFormat.JsonObject() ->
                throw new DomainException.Invalid(
                        "responseFormat", "cannot be json_object with this model: it takes json_schema");
            case ResponseFormat.JsonSchema(var ignored, String schema) ->
                json.object(
                        "output_config",
                        () -> json.object("format", () -> {
                            json.field("type", "json_schema");
                            json.given("schema", schema);
                        }));
        }
    }

    private static List<Message> messages(List<Prompt.Line> lines) {
        List<Message> messages = new ArrayList<>();
        for (Prompt.Line line : lines) {
            boolean isUsers = line.role() != MessageRole.ASSISTANT;
            Content content = isUsers ? line.content() : withoutFiles(line.content());
            if (line.role() == MessageRole.SYSTEM || !AnthropicContent.isSaid(content)) {
                continue;
            }
            if (messages.isEmpty() || messages.getLast().isUsers() != isUsers) {
                messages.add(new Message(isUsers, new ArrayList<>()));
            }
            messages.getLast().contents().add(content);
        }
        return messages;
    }

    /** An imported answer may have files, which are taken from users only. */
    private static Content withoutFiles(Content answer) {
        return answer.all(Part.Attachment.class).isEmpty()
                ? answer
                : Content.of(answer.parts().stream()
                        .filter(part -> !(part instanceof Part.Attachment))
                        .toList());
    }
}

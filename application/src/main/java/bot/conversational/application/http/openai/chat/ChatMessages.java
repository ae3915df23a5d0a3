package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.chat.AcceptableLines;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The messages of a body as a prompt has them: all that the system says in front, and results of tools together. */
final class ChatMessages {

    private final ToIntFunction<Content> tokens;
    private final List<String> system = new ArrayList<>();
    private final List<Prompt.Line> lines = new ArrayList<>();

    private ChatMessages(ToIntFunction<Content> tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads them.
     *
     * @param tokens of a content
     */
    static ChatMessages read(List<OpenAiFields> messages, ToIntFunction<Content> tokens) {
        ChatMessages read = new ChatMessages(tokens);
        messages.forEach(read::add);
        return read;
    }

    Optional<String> systemPrompt() {
        boolean nobodyElse = acceptable().isEmpty();
        return Optional.of(String.join("\n\n", system)).filter(text -> !text.isEmpty() && !nobodyElse);
    }

    /** Some servers refuse prompts in which only the system speaks: a user says it, then. */
    List<Prompt.Line> lines() {
        List<Prompt.Line> acceptable = acceptable();
        if (acceptable.isEmpty()) {
            Content said = Content.of(String.join("\n\n", system));
            return List.of(new Prompt.Line(MessageRole.USER, said, tokens.applyAsInt(said)));
        }
        return acceptable;
    }

    private List<Prompt.Line> acceptable() {
        return AcceptableLines.of(lines);
    }

    private void add(OpenAiFields message) {
        switch (message.requiredText("role")) {
            case "system", "developer" -> {
                String text = Content.of(ChatContent.read(message)).text();
                if (!text.isBlank()) {
                    system.add(text);
                }
            }
            case "user" -> add(MessageRole.USER, ChatContent.read(message));
            case "assistant" -> {
                List<Part> parts = new ArrayList<>(ChatContent.read(message));
                message.objects("tool_calls").forEach(call -> parts.add(call(call)));
                add(MessageRole.ASSISTANT, parts);
            }
            case "tool" -> addResult(message);
            default ->
                throw OpenAiFailure.invalid(message.path("role"), "must be system, developer, user, assistant or tool");
        }
    }

    private void add(MessageRole role, List<Part> parts) {
        Content content = Content.of(parts);
        lines.add(new Prompt.Line(role, content, tokens.applyAsInt(content)));
    }

    private static Part call(OpenAiFields call) {
        OpenAiFields function = call.object("function").orElseThrow(() -> OpenAiFailure.missing(call.path("function")));
        return new Part.ToolCall(
                call.requiredText("id"),
                function.requiredText("name"),
                function.text("arguments").orElse(""));
    }

    /** Those that stand behind each other are one line. */
    private void addResult(OpenAiFields message) {
        Part result = new Part.ToolResult(
                message.requiredText("tool_call_id"),
                Content.of(ChatContent.read(message)).text(),
                false);
        List<Part> together = new ArrayList<>();
        if (!lines.isEmpty() && lines.getLast().role() == MessageRole.TOOL) {
            together.addAll(lines.removeLast().content().parts());
        }
        together.add(result);
        add(MessageRole.TOOL, together);
    }
}

package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes what came of an answer in one line: its parts, why it ended, and its cost (prompt, answer, of which cached and
 * thought). Ids that were made here are {@code made}.
 */
public final class Outcomes {

    private Outcomes() {}

    public static String of(Content content, FinishReason finish, Optional<TokenUsage> usage) {
        String parts = content.inParts().stream().map(Outcomes::part).collect(Collectors.joining(" "));
        return (parts + " " + finish.label() + usage.map(Outcomes::cost).orElse("")).strip();
    }

    private static String cost(TokenUsage usage) {
        return " " + usage.promptTokens() + "+" + usage.completionTokens() + " of " + usage.cachedTokens() + "+"
                + usage.reasoningTokens();
    }

    private static String part(Part part) {
        return switch (part) {
            case Part.Text(String text) -> quoted(text);
            case Part.Reasoning(String text, Optional<String> signature) ->
                "thought" + quoted(text) + signature.map(some -> "@" + some).orElse("");
            case Part.ToolCall(String id, String name, String arguments) ->
                (id.matches("call_[0-9a-f]{32}") ? "made" : id) + ":" + name + "(" + arguments + ")";
            case Part.Source source ->
                "source[" + source.url().orElse("-") + " " + source.title().orElse("-") + " "
                        + source.quote().orElse("-") + " "
                        + source.start().map(String::valueOf).orElse("-") + " "
                        + source.end().map(String::valueOf).orElse("-") + "]";
            case Part.Data(String name, String value) -> name + value;
            case Part.ToolResult result -> result.toString();
            case Part.Attachment attachment -> attachment.toString();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }
}

package bot.conversational.domain.chat;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lines of a prompt as even the strictest server takes them, whatever failed, was stopped, cut or left out: a user
 * begins, user and assistant take turns, calls of tools are followed by their results and these by the assistant, and
 * no line is blank. Others answer with 400 to this and every later prompt of the branch.
 */
public final class AcceptableLines {

    private static final String CANCELLED = "The call was cancelled.";
    private static final String ALL_CANCELLED = "The calls were cancelled.";
    private static final String UNANSWERED = "No answer was given.";

    private final List<Prompt.Line> lines = new ArrayList<>();

    private AcceptableLines() {}

    public static List<Prompt.Line> of(List<Prompt.Line> said) {
        AcceptableLines acceptable = new AcceptableLines();
        for (Prompt.Line line : said) {
            acceptable.add(line);
        }
        return acceptable.lines;
    }

    private void add(Prompt.Line line) {
        switch (line.role()) {
            case USER -> addUsers(line);
            case ASSISTANT -> addAssistants(line);
            case TOOL -> addResults(line);
            case SYSTEM -> {
                // It is part of the system prompt.
            }
        }
    }

    private void addUsers(Prompt.Line line) {
        if (isBlank(line)) {
            return;
        }
        if (!calls().isEmpty()) {
            cancel();
            lines.add(assistant(ALL_CANCELLED));
        } else if (last(MessageRole.TOOL)) {
            lines.add(assistant(UNANSWERED));
        }
        append(line);
    }

    private void addAssistants(Prompt.Line line) {
        if (isBlank(line) || lines.isEmpty()) {
            return;
        }
        cancel();
        append(line);
    }

    /** Results whose calls were left out are left out, too. */
    private void addResults(Prompt.Line line) {
        List<Part.ToolCall> calls = calls();
        if (calls.isEmpty()) {
            return;
        }
        Map<String, Part.ToolResult> results = line.content().all(Part.ToolResult.class).stream()
                .collect(Collectors.toMap(Part.ToolResult::callId, result -> result, (first, second) -> first));
        List<Part> complete = calls.stream()
                .<Part>map(call -> results.getOrDefault(call.callId(), cancelled(call)))
                .toList();
        lines.add(new Prompt.Line(MessageRole.TOOL, Content.of(complete), line.tokens()));
    }

    /** Answers calls that nobody answered. */
    private void cancel() {
        List<Part> results =
                calls().stream().<Part>map(AcceptableLines::cancelled).toList();
        if (!results.isEmpty()) {
            lines.add(new Prompt.Line(MessageRole.TOOL, Content.of(results), 0));
        }
    }

    /** The calls that wait for results at the end. */
    private List<Part.ToolCall> calls() {
        return lines.isEmpty() ? List.of() : lines.getLast().content().all(Part.ToolCall.class);
    }

    /** Behind a line of the same speaker it becomes a part of that one. */
    private void append(Prompt.Line line) {
        if (!last(line.role())) {
            lines.add(line);
            return;
        }
        Prompt.Line before = lines.removeLast();
        List<Part> parts = Stream.of(
                        before.content().inParts(),
                        List.<Part>of(new Part.Text(before.content().text().isEmpty() ? "" : "\n\n")),
                        line.content().inParts())
                .flatMap(List::stream)
                .toList();
        lines.add(new Prompt.Line(line.role(), Content.of(parts), before.tokens() + line.tokens()));
    }

    private boolean last(MessageRole role) {
        return !lines.isEmpty() && lines.getLast().role() == role;
    }

    private static boolean isBlank(Prompt.Line line) {
        Content content = line.content();
        return content.text().isBlank()
                && content.parts().stream()
                        .allMatch(part -> part instanceof Part.Text || part instanceof Part.Reasoning);
    }

    private static Part.ToolResult cancelled(Part.ToolCall call) {
        return new Part.ToolResult(call.callId(), CANCELLED, true);
    }

    private static Prompt.Line assistant(String text) {
        return new Prompt.Line(MessageRole.ASSISTANT, Content.of(text), 0);
    }
}

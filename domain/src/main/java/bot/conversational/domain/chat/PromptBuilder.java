package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes prompts: as much of the context, and the question behind it, as fits into the model's window. */
final class PromptBuilder {

    private static final Content LEFT_OUT = Content.of("The beginning of this conversation was left out.");

    private PromptBuilder() {}

    static Prompt prompt(
            Context context, List<ContextMessage> asked, ModelCatalog.Model model, GenerationOptions options) {
        List<ContextMessage> all = new ArrayList<>(context.messages());
        all.addAll(asked);
        Optional<FolderPrompt> folder = context.state().folder();
        int budget = model.contextBudget() - folder.map(FolderPrompt::tokens).orElse(0);
        List<Prompt.Line> lines = fitting(all, budget).stream()
                .map(message -> line(message, model.name()))
                .toList();
        return new Prompt(
                model.name(),
                systemPrompt(
                        Stream.of(
                                        folder.flatMap(FolderPrompt::text),
                                        context.state().conversation().systemPrompt(),
                                        options.form().instructions())
                                .flatMap(Optional::stream),
                        lines),
                AcceptableLines.of(begun(lines)),
                options.sampling(),
                options.form().tools(),
                options.form().format(),
                Optional.empty());
    }

    /** What fits, from a user's message on; more than fits when the last user's message lies further back. */
    private static List<ContextMessage> fitting(List<ContextMessage> all, int budget) {
        int fitting = all.size() - Context.fitting(all, budget).size();
        int from = fitting;
        while (from < all.size() && !isUsers(all.get(from))) {
            from++;
        }
        if (from == all.size()) {
            from = fitting;
            while (from > 0 && !isUsers(all.get(from))) {
                from--;
            }
        }
        return all.subList(from, all.size());
    }

    /** A long way of tools may leave no user's message within reach. */
    private static List<Prompt.Line> begun(List<Prompt.Line> lines) {
        if (lines.stream().anyMatch(line -> line.role() == MessageRole.USER)) {
            return lines;
        }
        List<Prompt.Line> all = new ArrayList<>(lines);
        all.addFirst(new Prompt.Line(MessageRole.USER, LEFT_OUT, 0));
        return all;
    }

    private static boolean isUsers(ContextMessage message) {
        return message.message().role() == MessageRole.USER
                && !message.message().body().isEmpty();
    }

    /**
     * A message without what the model must not see: calls that were cut off, and what another model thought. Imported
     * answers may have results among their calls: what came of them is in their text.
     */
    private static Prompt.Line line(ContextMessage message, String model) {
        Message said = message.message();
        boolean whole = said.status() == MessageStatus.COMPLETED;
        boolean answer = said.role() == MessageRole.ASSISTANT;
        boolean own = said.model().equals(Optional.of(model));
        List<Part> parts = said.body().inParts().stream()
                .filter(part -> switch (part) {
                    case Part.Text ignored -> true;
                    case Part.ToolCall call -> whole && !(answer && hasResult(said, call));
                    case Part.Reasoning reasoning ->
                        whole && own && reasoning.signature().isPresent();
                    case Part.ToolResult ignored -> !answer;
                    case Part.Attachment ignored -> true;
                    case Part.Source ignored -> false;
                    case Part.Data ignored -> false;
                })
                .toList();
        return new Prompt.Line(said.role(), Content.of(parts), message.tokens());
    }

    private static boolean hasResult(Message said, Part.ToolCall call) {
        return said.body().all(Part.ToolResult.class).stream()
                .anyMatch(result -> result.callId().equals(call.callId()));
    }

    /** Servers want what the system says to come first, and once. */
    private static Optional<String> systemPrompt(Stream<String> first, List<Prompt.Line> lines) {
        String all = Stream.concat(
                        first,
                        lines.stream()
                                .filter(line -> line.role() == MessageRole.SYSTEM)
                                .map(line -> line.content().text()))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}

package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import java.util.ArrayList;
import java.util.List;

/** Makes prompts: as much of the context, and the question behind it, as fits into the model's window. */
final class PromptBuilder {

    private PromptBuilder() {}

    static Prompt prompt(
            Context context, List<ContextMessage> asked, ModelCatalog.Model model, GenerationOptions options) {
        List<ContextMessage> all = new ArrayList<>(context.messages());
        all.addAll(asked);
        List<Prompt.Line> lines = Context.fitting(all, model.contextBudget()).stream()
                .map(line ->
                        new Prompt.Line(line.message().role(), line.message().content(), line.tokens()))
                .filter(line -> !line.content().isEmpty())
                .toList();
        return new Prompt(
                model.name(),
                context.state().conversation().systemPrompt(),
                lines,
                options.temperature(),
                options.maxTokens());
    }
}

package bot.conversational.adapters.llm.resilience;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers without a model and without a network, to try and test the whole service. It imitates no model: every answer
 * states its origin and quotes the question. The same prompt always gets the same answer.
 */
public final class OfflineLanguageModel implements LanguageModel {

    /** The model's name in its answers, whichever model was requested. */
    public static final String NAME = "offline";

    private static final int QUOTED = 200;

    private final TokenCounter tokens;

    public OfflineLanguageModel(TokenCounter tokens) {
        this.tokens = tokens;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> deltas, Cancellation stop) {
        StringBuilder content = new StringBuilder();
        for (String piece : answer(prompt)) {
            if (stop.stopped()) {
                break;
            }
            content.append(piece);
            deltas.accept(piece);
        }
        TokenUsage usage = new TokenUsage(cost(prompt), tokens.count(content.toString()));
        return new Completion(content.toString(), NAME, Optional.of(usage), stop.stopped());
    }

    private static List<String> answer(Prompt prompt) {
        String question =
                prompt.messages().isEmpty() ? "" : prompt.messages().getLast().content();
        String line = question.strip().replaceAll("\\s+", " ");
        String quote = Text.cut(line, QUOTED);
        List<String> pieces = new ArrayList<>();
        pieces.add("This is the offline responder, not a language model: ");
        pieces.add("it repeats what you wrote and cannot answer it.\n\n");
        pieces.add("You wrote: “" + quote + (quote.length() < line.length() ? "…" : "") + "”\n\n");
        pieces.add("For real answers the service needs a provider: see LLM_PROVIDER in its configuration.");
        return pieces;
    }

    private int cost(Prompt prompt) {
        int system = prompt.systemPrompt().map(tokens::count).orElse(0);
        return system + prompt.messages().stream().mapToInt(Prompt.Line::tokens).sum();
    }
}

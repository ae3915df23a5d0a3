package bot.conversational.adapters.llm.resilience;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers without a model and without a network, to try and test the whole service. It imitates no model: every answer
 * states its origin and quotes the question, or the results of tools. It calls a tool when it is shown some. The same
 * prompt always gets the same answer.
 */
public final class OfflineLanguageModel implements LanguageModel {

    /** The model's name in its answers, whichever model was requested. */
    public static final String NAME = "offline";

    private static final int QUOTED = 200;

    private final TokenCounter tokens;
    private final Duration pause;

    /** One that waits for nothing. */
    public OfflineLanguageModel(TokenCounter tokens) {
        this(tokens, Duration.ZERO);
    }

    /** @param pause before each word; models say about 50 words a second */
    public OfflineLanguageModel(TokenCounter tokens, Duration pause) {
        this.tokens = tokens;
        this.pause = pause;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        CountDownLatch stopped = new CountDownLatch(1);
        stop.onStop(stopped::countDown);
        List<Delta> answer = answer(prompt);
        ContentBuilder said = new ContentBuilder();
        for (Delta delta : answer) {
            if (stops(stopped)) {
                return Completion.stopped(said.content(), NAME);
            }
            said.add(delta);
            deltas.accept(delta);
        }
        Content content = said.content();
        FinishReason finish = content.all(Part.ToolCall.class).isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        TokenUsage usage = new TokenUsage(cost(prompt), tokens.count(content));
        // Who stops at the last word may have stopped in time.
        return stopped.getCount() == 0
                ? Completion.stopped(content, NAME)
                : new Completion(content, NAME, Optional.of(usage), Optional.of(finish));
    }

    private boolean stops(CountDownLatch stopped) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private List<Delta> answer(Prompt prompt) {
        if (prompt.messages().isEmpty()) {
            return pieces(spoken("You wrote", ""));
        }
        Prompt.Line last = prompt.messages().getLast();
        if (last.role() == MessageRole.TOOL) {
            String results = last.content().all(Part.ToolResult.class).stream()
                    .map(Part.ToolResult::content)
                    .collect(Collectors.joining(" "));
            return pieces(spoken("The tool said", results));
        }
        return tool(prompt.tools())
                .map(tool -> call(tool, prompt.messages().size()))
                .orElseGet(() -> pieces(spoken("You wrote", last.content().text())));
    }

    private static String spoken(String whence, String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String quote = Text.cut(line, QUOTED);
        return "This is the offline responder, not a language model: it repeats what you wrote and cannot answer it.\n\n"
                + whence + ": “" + quote + (quote.length() < line.length() ? "…" : "") + "”\n\n"
                + "For real answers the service needs a provider: see LLM_PROVIDER in its configuration.";
    }

    /** Words or, when nobody waits between them, paragraphs; each with the white space behind it. */
    private List<Delta> pieces(String text) {
        List<Delta> pieces = new ArrayList<>();
        for (String piece : text.split(pause.isZero() ? "(?<=\\n\\n)" : "(?<=\\s)(?=\\S)", -1)) {
            pieces.add(new Delta.Text(piece));
        }
        return pieces;
    }

    private static Optional<ToolUse.Tool> tool(ToolUse use) {
        return use.choice()
                .map(choice -> switch (choice) {
                    case ToolUse.Choice.Never ignored -> Optional.<ToolUse.Tool>empty();
                    case ToolUse.Choice.Auto ignored -> use.tools().stream().findFirst();
                    case ToolUse.Choice.Required ignored -> use.tools().stream().findFirst();
                    case ToolUse.Choice.Named(String name) ->
                        use.tools().stream()
                                .filter(tool -> tool.name().equals(name))
                                .findFirst();
                })
                .orElseGet(() -> use.tools().stream().findFirst());
    }

    /** @param place of the call in its conversation, which tells its id from others */
    private static List<Delta> call(ToolUse.Tool tool, int place) {
        return List.of(
                new Delta.Opened(new Part.ToolCall("call_offline_" + place, tool.name(), "")),
                new Delta.More(ExampleArguments.of(tool.parameters())));
    }

    private int cost(Prompt prompt) {
        int system = prompt.systemPrompt().map(tokens::count).orElse(0);
        return system + prompt.messages().stream().mapToInt(Prompt.Line::tokens).sum();
    }
}

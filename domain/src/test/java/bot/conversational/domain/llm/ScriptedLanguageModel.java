package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A language model that says what the test wrote for it: one script a call, in the order they were added, and
 * {@link #USUAL} when there is none left.
 */
public final class ScriptedLanguageModel implements LanguageModel {

    /** What a script is made of. */
    public sealed interface Step {

        /** A piece of the answer. */
        record Say(Delta delta) implements Step {
            public Say(String text) {
                this(new Delta.Text(text));
            }
        }

        /** The end, for another reason than that all is said. */
        record End(FinishReason reason) implements Step {}

        /** Silence until the test completes the gate, or the generation is stopped. */
        record WaitFor(CompletableFuture<?> gate) implements Step {}

        /** The end, early and bad. */
        record Fail(DomainException failure) implements Step {}
    }

    /** The answer to prompts that have no script of their own. */
    public static final List<String> USUAL = List.of("This is ", "an ", "answer.");

    /** What every answer costs. */
    public static final TokenUsage USAGE = new TokenUsage(10, 3);

    private final Queue<List<Step>> scripts = new ArrayDeque<>();
    private final List<Prompt> prompts = new ArrayList<>();

    /** Adds a script for one call. */
    public synchronized ScriptedLanguageModel script(Step... steps) {
        scripts.add(List.of(steps));
        return this;
    }

    /** Adds an answer for one call. */
    public ScriptedLanguageModel answer(String... deltas) {
        return script(says(List.of(deltas)).toArray(Step[]::new));
    }

    /** Adds a failure after some deltas for one call. */
    public ScriptedLanguageModel fail(DomainException failure, String... deltas) {
        List<Step> steps = new ArrayList<>(says(List.of(deltas)));
        steps.add(new Step.Fail(failure));
        return script(steps.toArray(Step[]::new));
    }

    /** What it was asked so far, in order. */
    public synchronized List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        stop.onStop(() -> stopped.complete(null));
        ContentBuilder content = new ContentBuilder();
        FinishReason reason = FinishReason.STOP;
        for (Step step : next(prompt)) {
            if (stop.stopped()) {
                break;
            }
            switch (step) {
                case Step.Say say -> {
                    content.add(say.delta());
                    deltas.accept(say.delta());
                }
                case Step.WaitFor wait ->
                    CompletableFuture.anyOf(wait.gate(), stopped).join();
                case Step.End end -> reason = end.reason();
                case Step.Fail fail -> throw fail.failure();
            }
        }
        return stop.stopped()
                ? new Completion(content.content(), prompt.model(), Optional.of(USAGE), Optional.empty())
                : new Completion(content.content(), prompt.model(), Optional.of(USAGE), Optional.of(reason));
    }

    private synchronized List<Step> next(Prompt prompt) {
        prompts.add(prompt);
        List<Step> script = scripts.poll();
        return script == null ? says(USUAL) : script;
    }

    private static List<Step> says(List<String> deltas) {
        return deltas.stream().<Step>map(text -> new Step.Say(text)).toList();
    }
}

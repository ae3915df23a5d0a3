package bot.conversational.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link LanguageModel} does, however it comes by its answers. */
public interface LanguageModelContract {

    /** A model that answers any prompt, in two deltas at least. */
    LanguageModel model();

    static Prompt prompt(String question) {
        return new Prompt(
                "small",
                Optional.of("Be brief."),
                List.of(
                        new Prompt.Line(MessageRole.USER, Content.of("Hello"), 5),
                        new Prompt.Line(MessageRole.ASSISTANT, Content.of("Hello."), 6),
                        new Prompt.Line(MessageRole.USER, Content.of(question), question.length())),
                Sampling.NONE,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
    }

    static Content joined(List<Delta> deltas) {
        ContentBuilder content = new ContentBuilder();
        deltas.forEach(content::add);
        return content.content();
    }

    @Test
    default void generateShouldGiveTheAnswerInPieces() {
        List<Delta> deltas = new ArrayList<>();

        Completion completion = model().generate(prompt("Why?"), deltas::add, new Cancellation());

        assertThat(deltas).hasSizeGreaterThan(1).doesNotContain(new Delta.Text(""));
        assertThat(completion.content()).isEqualTo(joined(deltas));
        assertThat(completion.model()).isNotBlank();
        assertThat(completion.stopped()).isFalse();
    }

    @Test
    default void generateShouldGiveDeltasFromOneThread() {
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());

        model().generate(prompt("Why?"), delta -> threads.add(Thread.currentThread()), new Cancellation());

        assertThat(threads).hasSize(1);
    }

    @Test
    default void generateShouldSayNothingWhenItWasStoppedBefore() {
        List<Delta> deltas = new ArrayList<>();
        Cancellation stop = new Cancellation();
        stop.stop();

        Completion completion = model().generate(prompt("Why?"), deltas::add, stop);

        assertThat(deltas).isEmpty();
        assertThat(completion.content()).isEqualTo(Content.NONE);
        assertThat(completion.stopped()).isTrue();
    }

    @Test
    default void generateShouldEndWithWhatCameWhenItIsStopped() {
        List<Delta> deltas = new ArrayList<>();
        Cancellation stop = new Cancellation();

        Completion completion = model().generate(
                        prompt("Why?"),
                        delta -> {
                            deltas.add(delta);
                            stop.stop();
                        },
                        stop);

        assertThat(deltas).hasSize(1);
        assertThat(completion.content()).isEqualTo(joined(deltas));
        assertThat(completion.stopped()).isTrue();
    }

    @Test
    default void generateShouldServeManyAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LanguageModel model = model();
            List<Future<Boolean>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        ContentBuilder heard = new ContentBuilder();
                        Completion completion = model.generate(prompt("Why " + i), heard::add, new Cancellation());
                        return completion.content().equals(heard.content())
                                && !heard.content().isEmpty();
                    }))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }
}

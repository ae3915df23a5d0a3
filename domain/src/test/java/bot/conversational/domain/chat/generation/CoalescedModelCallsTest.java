package bot.conversational.domain.chat.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.Fail;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.Say;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.WaitFor;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescedModelCallsTest {

    private static final UserId USER = new UserId(UUID.randomUUID());
    private static final Prompt PROMPT = new Prompt(
            "a-model",
            Optional.empty(),
            List.of(new Prompt.Line(MessageRole.USER, Content.of("Which trees are there?"), 4)),
            Sampling.NONE,
            ToolUse.NONE,
            ResponseFormat.free(),
            Optional.empty());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final CoalescedModelCalls calls =
            new CoalescedModelCalls((user, prompt, deltas, stop) -> model.generate(prompt, deltas, stop), threads);

    /** Who asks, and what he is told. */
    private final class Caller {

        private final List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        private final Cancellation stop = new Cancellation();
        private final CompletableFuture<Void> told = new CompletableFuture<>();
        private final Future<Completion> completion =
                threads.submit(() -> calls.generate(USER, PROMPT, this::hear, stop));

        private void hear(Delta piece) {
            pieces.add(piece instanceof Delta.Text(String text) ? text : piece.toString());
            told.complete(null);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoComesLaterShouldBeToldWhatWasSaidAndThenEachPieceOnce() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        model.script(new Say("Oaks"), new Say(", "), new WaitFor(gate), new Say("beeches"), new Say("."));
        Caller first = new Caller();
        first.told.get();
        Caller second = new Caller();
        second.told.get();
        gate.complete(null);

        assertThat(first.completion.get().content().text()).isEqualTo("Oaks, beeches.");
        assertThat(second.completion.get()).isEqualTo(first.completion.get());
        for (Caller caller : List.of(first, second)) { // even the first may come when the model has begun
            assertThat(String.join("", caller.pieces)).isEqualTo("Oaks, beeches.");
            assertThat(caller.pieces).endsWith("beeches", ".");
        }
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void whoStopsShouldBeToldNoMoreAndLeaveTheOthersTheirs() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        model.script(new Say("Oaks"), new WaitFor(gate), new Say(", beeches."));
        Caller first = new Caller();
        first.told.get();
        Caller second = new Caller();
        second.told.get();
        first.stop.stop();

        assertThat(first.completion.get().stopped()).isTrue();
        assertThat(first.completion.get().content().text()).isEqualTo("Oaks");
        gate.complete(null);
        assertThat(second.completion.get().stopped()).isFalse();
        assertThat(String.join("", second.pieces)).isEqualTo("Oaks, beeches.");
        assertThat(first.pieces).containsExactly("Oaks");
    }

    @Test
    void errorShouldEndTheWaitingOfAllWhoShare() {
        CoalescedModelCalls broken = new CoalescedModelCalls(
                (user, prompt, deltas, stop) -> {
                    throw new StackOverflowError("on purpose");
                },
                threads);

        for (int caller = 0; caller < 2; caller++) {
            assertThatThrownBy(() -> broken.generate(USER, PROMPT, piece -> {}, new Cancellation()))
                    .isInstanceOf(DomainException.Broken.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void failureAfterThePieceShouldMeetAllWhoShare() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        model.script(new Say("Oaks"), new WaitFor(gate), new Fail(new DomainException.Unavailable("gone", null)));
        Caller first = new Caller();
        first.told.get();
        Caller second = new Caller();
        second.told.get();
        gate.complete(null);

        for (Caller caller : List.of(first, second)) {
            assertThatThrownBy(caller.completion::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DomainException.Unavailable.class);
        }
        assertThat(model.prompts()).hasSize(1);
    }
}

package bot.conversational.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every {@link LanguageModel} does that asks somebody else for its answers. */
public interface UnreliableLanguageModelContract extends LanguageModelContract {

    /** A model that says this and then breaks off. */
    LanguageModel breakingOffAfter(String delta);

    /** A model that says this and then falls silent, and is given up some seconds later at the earliest. */
    LanguageModel silentAfter(String delta);

    /** A model that says this, falls silent, and is given up soon. */
    LanguageModel timingOutAfter(String delta);

    @Test
    default void generateShouldFailWhenTheAnswerBreaksOff() {
        List<Delta> deltas = new ArrayList<>();
        LanguageModel model = breakingOffAfter("the first part");

        assertThatThrownBy(() -> model.generate(LanguageModelContract.prompt("Why?"), deltas::add, new Cancellation()))
                .isInstanceOf(DomainException.ModelFailed.class)
                .message()
                .doesNotContain("Why?", "the first part");
        assertThat(deltas).containsExactly(new Delta.Text("the first part"));
    }

    @Test
    default void generateShouldTimeOutWhenTheModelFallsSilent() {
        List<Delta> deltas = new ArrayList<>();
        LanguageModel model = timingOutAfter("the first part");

        assertThatThrownBy(() -> model.generate(LanguageModelContract.prompt("Why?"), deltas::add, new Cancellation()))
                .isInstanceOf(DomainException.ModelTimedOut.class);
        assertThat(deltas).containsExactly(new Delta.Text("the first part"));
    }

    @Test
    default void generateShouldStopAtOnceWhenTheModelIsSilent() {
        List<Delta> deltas = new CopyOnWriteArrayList<>();
        Cancellation stop = new Cancellation();
        LanguageModel model = silentAfter("the first part");
        CompletableFuture<Completion> answer = CompletableFuture.supplyAsync(
                () -> model.generate(LanguageModelContract.prompt("Why?"), deltas::add, stop));
        await().until(() -> !deltas.isEmpty());

        stop.stop();

        await().until(answer::isDone);
        assertThat(answer.join().stopped()).isTrue();
        assertThat(answer.join().content().text()).isEqualTo("the first part");
    }
}

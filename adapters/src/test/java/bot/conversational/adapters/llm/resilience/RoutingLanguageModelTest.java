package bot.conversational.adapters.llm.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.llm.calls.ObservedEvents;
import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoutingLanguageModelTest implements LanguageModelContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RetryPolicy QUICK =
            new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofSeconds(1));

    private final ObservedEvents events = new ObservedEvents();
    private final RoutingLanguageModel models = new RoutingLanguageModel(QUICK, events);
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Delta> heard = new ArrayList<>();

    @Override
    public LanguageModel model() {
        return models.with("small", answering("This ", "is it."), breaker(), MINUTE, Optional.empty());
    }

    @Test
    void generateShouldAskTheModelThatIsNamed() {
        models.with("small", answering("I am small."), breaker(), MINUTE, Optional.empty());
        models.with("large", answering("I am large."), breaker(), MINUTE, Optional.empty());

        assertThat(ask("large")).isEqualTo(completion("I am large.", "large"));
        assertThat(ask("small").content().text()).isEqualTo("I am small.");
        assertThatThrownBy(() -> ask("none")).isInstanceOf(DomainException.Broken.class);
    }

    @Test
    void generateShouldAskAgainUntilItGoesWell() {
        models.with("small", failing(2, FailureKind.OVERLOADED, "at last"), breaker(), MINUTE, Optional.empty());

        assertThat(ask("small").content().text()).isEqualTo("at last");
        assertThat(events.lines())
                .containsExactly(
                        "small failed: overloaded", "small retried", "small failed: overloaded", "small retried");
    }

    @Test
    void eachTryShouldBeTimed() {
        models.with("small", failing(1, FailureKind.OVERLOADED, "at last"), breaker(), MINUTE, Optional.empty());

        ask("small");

        assertThat(events.measured()).containsExactly("small ended: FAILED", "small began", "small ended: COMPLETED");
    }

    @Test
    void generateShouldFailWhenRetriesAreUsedUp() {
        models.with("small", failing(3, FailureKind.OVERLOADED, "never"), breaker(), MINUTE, Optional.empty());

        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(tries).hasValue(3);
    }

    @Test
    void generateShouldNotAskAgainWhenTextHasCome() {
        ModelAttempt breakingOff = (prompt, deltas, stop, timeout) -> {
            tries.incrementAndGet();
            deltas.accept(new Delta.Text("the first part"));
            throw new ModelFailure(FailureKind.BROKE_OFF, "no", null);
        };
        models.with("small", breakingOff, breaker(), MINUTE, Optional.of("other"));
        models.with("other", answering("a second beginning"), breaker(), MINUTE, Optional.empty());

        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(tries).hasValue(1);
        assertThat(heard).containsExactly(new Delta.Text("the first part"));
    }

    @Test
    void generateShouldGiveEachTryWhatIsLeftOfTheTime() {
        List<Duration> given = new ArrayList<>();
        ModelAttempt slow = (prompt, deltas, stop, timeout) -> {
            given.add(timeout);
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 30, TimeUnit.MILLISECONDS)
                    .join();
            throw new ModelFailure(FailureKind.OVERLOADED, "no", null);
        };
        models.with("small", slow, breaker(), Duration.ofSeconds(5), Optional.of("other"));
        models.with("other", slow, breaker(), MINUTE, Optional.empty());

        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(given).hasSize(6).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(given.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void generateShouldFallBackWhenRetriesAreUsedUp() {
        models.with("small", failing(9, FailureKind.UNREACHABLE, "never"), breaker(), MINUTE, Optional.of("other"));
        models.with("other", answering("instead"), breaker(), MINUTE, Optional.empty());

        assertThat(ask("small")).isEqualTo(completion("instead", "other"));
        assertThat(tries).hasValue(3);
        assertThat(events.lines()).endsWith("small fell back to other");
    }

    @Test
    void generateShouldFallBackAtOnceWhenTheFirstTextTookTooLong() {
        models.with("small", failing(9, FailureKind.TIMED_OUT, "never"), breaker(), MINUTE, Optional.of("other"));
        models.with("other", answering("instead"), breaker(), MINUTE, Optional.empty());

        assertThat(ask("small").model()).isEqualTo("other");
        assertThat(tries).hasValue(1);
    }

    @Test
    void generateShouldNotFallBackWhenTheRequestIsAtFault() {
        models.with("small", failing(9, FailureKind.REQUEST_REFUSED, "never"), breaker(), MINUTE, Optional.of("other"));
        models.with("other", answering("instead"), breaker(), MINUTE, Optional.empty());

        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void generateShouldAskNobodyWhenTheBreakerIsOpen() {
        models.with("small", failing(99, FailureKind.UNREACHABLE, "never"), breaker(), MINUTE, Optional.of("other"));
        models.with("other", answering("instead"), breaker(), MINUTE, Optional.empty());
        ask("small");
        ask("small");
        assertThat(models.states())
                .isEqualTo(Map.of("small", EndpointBreaker.State.OPEN, "other", EndpointBreaker.State.CLOSED));
        int before = tries.get();

        assertThat(ask("small").model()).isEqualTo("other");
        assertThat(tries).hasValue(before);
        assertThat(events.lines()).endsWith("small failed: breaker_open", "small fell back to other");
    }

    @Test
    void generateShouldTryAgainWhenTheBreakersPauseIsOver() {
        EndpointBreaker breaker = new EndpointBreaker("small", Duration.ofMillis(200));
        models.with("small", failing(5, FailureKind.UNREACHABLE, "back"), breaker, MINUTE, Optional.empty());
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(breaker.state()).isEqualTo(EndpointBreaker.State.OPEN);

        await().until(() -> breaker.state() == EndpointBreaker.State.HALF_OPEN);

        assertThat(ask("small").content().text()).isEqualTo("back");
        assertThat(breaker.state()).isEqualTo(EndpointBreaker.State.CLOSED);
    }

    @Test
    void breakerShouldCloseWithTheFirstTextOfATrial() {
        EndpointBreaker breaker = new EndpointBreaker("small", Duration.ofMillis(100));
        List<EndpointBreaker.State> seen = new ArrayList<>();
        models.with("small", failing(5, FailureKind.UNREACHABLE, "back"), breaker, MINUTE, Optional.empty());
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        await().until(() -> breaker.state() == EndpointBreaker.State.HALF_OPEN);

        ask("small", delta -> seen.add(breaker.state()), new Cancellation());

        assertThat(seen).containsExactly(EndpointBreaker.State.CLOSED);
    }

    @Test
    void breakerShouldLetTheNextOneTryWhenATrialWasStopped() {
        EndpointBreaker breaker = new EndpointBreaker("small", Duration.ofMillis(100));
        models.with("small", failing(5, FailureKind.UNREACHABLE, "back"), breaker, MINUTE, Optional.empty());
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        assertThatThrownBy(() -> ask("small")).isInstanceOf(DomainException.ModelFailed.class);
        await().until(() -> breaker.state() == EndpointBreaker.State.HALF_OPEN);
        Cancellation stop = new Cancellation();
        stop.stop();

        assertThat(ask("small", heard::add, stop).stopped()).isTrue();

        assertThat(ask("small").content().text()).isEqualTo("back");
    }

    @Test
    void generateShouldStopWhileItPauses() {
        RoutingLanguageModel patient =
                new RoutingLanguageModel(new RetryPolicy(2, Duration.ofSeconds(30), MINUTE, MINUTE), events);
        patient.with(
                "small",
                failing(9, FailureKind.OVERLOADED, "never"),
                breaker(),
                MINUTE.multipliedBy(5),
                Optional.empty());
        Cancellation stop = new Cancellation();
        CompletableFuture<Completion> answer =
                CompletableFuture.supplyAsync(() -> patient.generate(prompt("small"), delta -> {}, stop));
        await().until(() -> !events.lines().isEmpty());

        stop.stop();

        await().until(answer::isDone);
        assertThat(answer.join().stopped()).isTrue();
        assertThat(tries).hasValue(1);
    }

    private Completion ask(String model) {
        return ask(model, heard::add, new Cancellation());
    }

    private Completion ask(String model, Consumer<Delta> deltas, Cancellation stop) {
        return models.generate(prompt(model), deltas, stop);
    }

    private static Prompt prompt(String model) {
        return LanguageModelContract.prompt("Why?").forModel(model);
    }

    /** Fails so many times and then answers. */
    private ModelAttempt failing(int times, FailureKind kind, String answer) {
        ModelAttempt good = answering(answer);
        return (prompt, deltas, stop, timeout) -> {
            if (!stop.stopped() && tries.incrementAndGet() <= times) {
                throw new ModelFailure(kind, "no", null);
            }
            return good.attempt(prompt, deltas, stop, timeout);
        };
    }

    private static ModelAttempt answering(String... deltas) {
        return (prompt, reader, stop, timeout) -> {
            ContentBuilder content = new ContentBuilder();
            for (String delta : deltas) {
                if (stop.stopped()) {
                    break;
                }
                content.add(new Delta.Text(delta));
                reader.accept(new Delta.Text(delta));
            }
            return stop.stopped()
                    ? Completion.stopped(content.content(), "version-of-the-provider")
                    : new Completion(
                            content.content(),
                            "version-of-the-provider",
                            Optional.empty(),
                            Optional.of(FinishReason.STOP));
        };
    }

    private static Completion completion(String text, String model) {
        return new Completion(Content.of(text), model, Optional.empty(), Optional.of(FinishReason.STOP));
    }

    private static EndpointBreaker breaker() {
        return new EndpointBreaker("test", MINUTE);
    }
}

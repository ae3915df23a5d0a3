package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.calls.RemoteLanguageModel;
import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All configured models as one: a prompt goes to the model that it names, and to that one's fallback when it fails
 * before its first piece. The completion carries the configured name of the model that answered.
 */
public final class RoutingLanguageModel implements LanguageModel {

    private record Route(RetriedModel model, Duration timeout, Optional<String> fallback) {}

    private final RetryPolicy retries;
    private final ModelObserver observer;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    public RoutingLanguageModel(RetryPolicy retries, ModelObserver observer) {
        this.retries = retries;
        this.observer = observer;
    }

    /**
     * Adds a model. Only before the first prompt.
     *
     * @param name by which prompts ask for it
     * @param breaker of its endpoint
     * @param timeout for a whole answer, with all retries and fallbacks
     * @param fallback asked in its place; fallbacks form no circle
     */
    public RoutingLanguageModel with(
            String name,
            RemoteLanguageModel model,
            EndpointBreaker breaker,
            Duration timeout,
            Optional<String> fallback) {
        return with(name, (ModelAttempt) model, breaker, timeout, fallback);
    }

    /** Adds the offline responder under a name. Only before the first prompt. */
    public RoutingLanguageModel with(String name, OfflineLanguageModel model) {
        return with(
                name,
                (prompt, deltas, stop, timeout) -> model.generate(prompt, deltas, stop),
                new EndpointBreaker(name, Duration.ofSeconds(1)),
                Duration.ofMinutes(1),
                Optional.empty());
    }

    RoutingLanguageModel with(
            String name, ModelAttempt model, EndpointBreaker breaker, Duration timeout, Optional<String> fallback) {
        routes.put(name, new Route(new RetriedModel(name, model, breaker, retries, observer), timeout, fallback));
        return this;
    }

    /** Whether calls go through to each model, by name and without asking any. */
    public Map<String, EndpointBreaker.State> states() {
        Map<String, EndpointBreaker.State> states = new LinkedHashMap<>();
        routes.forEach((name, route) -> states.put(name, route.model().state()));
        return states;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        Route route = route(prompt.model());
        try {
            return ask(prompt, route, new FirstDeltaGuard(deltas), stop, Deadline.in(route.timeout()));
        } catch (ModelFailure failure) {
            throw failure.inDomainTerms();
        }
    }

    private Completion ask(Prompt prompt, Route route, FirstDeltaGuard deltas, Cancellation stop, Deadline deadline) {
        try {
            Completion completion = route.model().answer(prompt, deltas, stop, deadline.butWithin(route.timeout()));
            return new Completion(completion.content(), prompt.model(), completion.usage(), completion.finish());
        } catch (ModelFailure failure) {
            boolean isLast =
                    deltas.began() || deadline.isOver() || !failure.kind().mayBeBetterElsewhere();
            String other = route.fallback().filter(any -> !isLast).orElseThrow(() -> failure);
            observer.fellBack(prompt.model(), other);
            return ask(prompt.forModel(other), route(other), deltas, stop, deadline);
        }
    }

    private Route route(String name) {
        Route route = routes.get(name);
        if (route == null) {
            throw new DomainException.Broken("No language model with this name is configured.", null);
        }
        return route;
    }
}

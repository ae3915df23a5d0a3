package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.request.RequestLimits;
import bot.conversational.adapters.llm.stream.Answer;
import bot.conversational.adapters.llm.stream.Expected;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A model of a provider's, asked once: nothing is retried here. Deltas come on the caller's thread. It asks for the
 * model of its settings, whatever the prompt's is called.
 */
public final class RemoteLanguageModel implements LanguageModel, ModelAttempt {

    /** In this time after its finish reason an answer's cost has come, or is not waited for. */
    private static final Duration FOR_THE_COST = Duration.ofSeconds(2);

    private final ModelConnections connections;
    private final ModelSettings settings;

    public RemoteLanguageModel(ModelConnections connections, ModelSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        try {
            return attempt(prompt, deltas, stop, settings.timeout());
        } catch (ModelFailure failure) {
            throw failure.inDomainTerms();
        }
    }

    /**
     * @throws bot.conversational.domain.shared.DomainException.Invalid before anything is sent, when the prompt has
     *     something that the protocol has no form for
     */
    @Override
    public Completion attempt(Prompt prompt, Consumer<Delta> deltas, Cancellation stop, Duration timeout) {
        if (stop.stopped()) {
            return Completion.stopped(Content.NONE, settings.model());
        }
        HttpUriRequestBase request = settings.protocol().request(prompt, settings, limits(prompt));
        connections.complete(request);
        StreamedCall call = connections.newCall();
        stop.onStop(() -> call.abort(StreamedCall.Abort.STOPPED));
        Optional<Verbatim> verbatim =
                settings.protocol() == ModelProtocol.OPENAI ? prompt.verbatim() : Optional.empty();
        boolean inPieces = verbatim.isEmpty() || verbatim.get().streamed();
        Future<?> first = connections.giveUpAfter(inPieces ? settings.firstTokenTimeout() : timeout, call);
        List<Future<?>> clocks = new ArrayList<>(List.of(first, connections.giveUpAfter(timeout, call)));
        AnswerCollector collector = new AnswerCollector(call, deltas, () -> first.cancel(false));
        Answer answer = new Answer(collector, () -> clocks.add(connections.giveUpAfter(FOR_THE_COST, call)));
        try {
            return collector.completion(
                    settings.model(), answer, ask(call, request, new Expected(prompt.model(), verbatim), answer));
        } finally {
            clocks.forEach(clock -> clock.cancel(false));
        }
    }

    /** The failure of the reading, or null when there was none. */
    private @Nullable Exception ask(StreamedCall call, HttpUriRequestBase request, Expected expected, Answer answer) {
        try {
            call.ask(request, body -> settings.protocol().answers().read(body, expected, answer));
            return null;
        } catch (IOException | HttpException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                call.abort(StreamedCall.Abort.STOPPED);
            }
            return e;
        }
    }

    private RequestLimits limits(Prompt prompt) {
        return new RequestLimits(
                settings.model(),
                settings.window(),
                prompt.sampling()
                        .maxTokens()
                        .map(wanted -> settings.maxOutputTokens()
                                .map(most -> Math.min(most, wanted))
                                .orElse(wanted))
                        .or(settings::maxOutputTokens),
                settings.dropped());
    }
}

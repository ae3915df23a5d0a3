package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.domain.llm.Completion;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on as it arrives and collects its text, until its call is aborted. Used by the thread of the call.
 */
final class AnswerCollector implements StreamingChatResponseHandler {

    private final StreamedCall call;
    private final Consumer<String> deltas;
    private final Runnable firstText;
    private final StringBuilder content = new StringBuilder();
    private @Nullable ChatResponse response;
    private @Nullable Throwable failure;
    private @Nullable RuntimeException consumerFailure;

    /** @param firstText is called before the first delta */
    AnswerCollector(StreamedCall call, Consumer<String> deltas, Runnable firstText) {
        this.call = call;
        this.deltas = deltas;
        this.firstText = firstText;
    }

    @Override
    public void onPartialResponse(String delta) {
        // Text that was read before the connection was closed still arrives, and is ignored.
        if (call.aborted() != null || failure != null) {
            return;
        }
        if (content.isEmpty()) {
            firstText.run();
        }
        content.append(delta);
        try {
            deltas.accept(delta);
        } catch (RuntimeException e) {
            consumerFailure = e;
            call.abort(StreamedCall.Abort.STOPPED);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        if (call.aborted() == null) {
            response = complete;
        }
    }

    @Override
    public void onError(Throwable error) {
        if (failure == null && response == null) {
            failure = error;
            call.hangUp();
        }
    }

    /**
     * The result of the call.
     *
     * @param asked the model that was asked for; providers may name the one that answered more precisely
     * @throws ModelFailure when it was no whole answer
     */
    Completion completion(String asked) {
        if (consumerFailure != null) {
            throw consumerFailure;
        }
        if (response == null || failure != null) {
            return partial(asked);
        }
        if (response.finishReason() == null) {
            throw ModelFailures.unfinished();
        }
        String model = response.modelName();
        return new Completion(content.toString(), model == null ? asked : model, usage(response.tokenUsage()), false);
    }

    /** The result of a call that was aborted or failed. */
    private Completion partial(String asked) {
        StreamedCall.Abort aborted = call.aborted();
        if (aborted == StreamedCall.Abort.STOPPED) {
            return new Completion(content.toString(), asked, Optional.empty(), true);
        }
        if (aborted == StreamedCall.Abort.TIMED_OUT) {
            throw ModelFailures.timedOut();
        }
        throw failure == null ? ModelFailures.unfinished() : ModelFailures.of(failure);
    }

    private static Optional<bot.conversational.domain.llm.TokenUsage> usage(@Nullable TokenUsage usage) {
        if (usage == null) {
            return Optional.empty();
        }
        Integer prompt = usage.inputTokenCount();
        Integer completion = usage.outputTokenCount();
        return prompt == null || completion == null
                ? Optional.empty()
                : Optional.of(new bot.conversational.domain.llm.TokenUsage(prompt, completion));
    }
}

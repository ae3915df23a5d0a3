package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.adapters.llm.stream.Answer;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes an answer on as it arrives and collects it, until its call is aborted. Used by the thread of the call. */
final class AnswerCollector implements Consumer<Delta> {

    private final StreamedCall call;
    private final Consumer<Delta> deltas;
    private final Runnable first;
    private final ContentBuilder content = new ContentBuilder();
    private boolean began;
    private boolean isWhole;
    private @Nullable RuntimeException consumerFailure;

    /** @param first is called before the first delta */
    AnswerCollector(StreamedCall call, Consumer<Delta> deltas, Runnable first) {
        this.call = call;
        this.deltas = deltas;
        this.first = first;
    }

    @Override
    public void accept(Delta delta) {
        // What was read before the connection was closed still arrives, and is ignored unless the answer is whole.
        if (call.aborted() != null && !isWhole) {
            return;
        }
        if (!began) {
            began = true;
            first.run();
        }
        content.add(delta);
        try {
            deltas.accept(delta);
        } catch (RuntimeException e) {
            consumerFailure = e;
            call.abort(StreamedCall.Abort.STOPPED);
        }
    }

    /**
     * The result of the call.
     *
     * @param asked the model that was asked for; providers may name the one that answered more precisely
     * @param failure of the reading; one behind the end of a whole answer does not matter
     * @throws ModelFailure when it was no whole answer
     */
    Completion completion(String asked, Answer answer, @Nullable Exception failure) {
        FinishReason finish = null;
        if (call.aborted() == null || (call.aborted() == StreamedCall.Abort.TIMED_OUT && answer.isWhole())) {
            if (failure != null && !answer.isWhole()) {
                throw ModelFailures.of(failure);
            }
            isWhole = true;
            finish = answer.complete();
        }
        if (consumerFailure != null) {
            throw consumerFailure;
        }
        if (finish == null) {
            return aborted(asked);
        }
        return new Completion(content.content(), answer.model().orElse(asked), answer.cost(), Optional.of(finish));
    }

    private Completion aborted(String asked) {
        if (call.aborted() == StreamedCall.Abort.TIMED_OUT) {
            throw ModelFailures.timedOut();
        }
        return Completion.stopped(content.content(), asked);
    }
}

package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is read, whatever the protocol. It orders what comes, so that one part ends before the next begins,
 * gives it on at once, and knows in the end whether it was an answer. For one thread.
 */
public final class Answer {

    private final Consumer<Delta> deltas;
    private final Parts parts;
    private final ThoughtTags text;
    private final ToolCalls calls;
    private final UsageCount usage = new UsageCount();
    private final Runnable finished;

    /** What came while a call was open, in order. */
    private final List<Runnable> later = new ArrayList<>();

    private String model = "";
    private @Nullable String finish;
    private @Nullable ModelFailure failure;
    private boolean ended;
    private boolean foreign;

    /** @param finished is called when the reason for its end has come, behind which only its cost may come */
    public Answer(Consumer<Delta> deltas, Runnable finished) {
        this.deltas = deltas;
        this.parts = new Parts(deltas);
        this.text = new ThoughtTags(parts);
        this.calls = new ToolCalls(parts);
        this.finished = finished;
    }

    void text(String piece) {
        if (calls.isEmpty()) {
            text.add(piece);
        } else if (!piece.isEmpty()) {
            behindCalls(() -> text.add(piece));
        }
    }

    void reasoning(String piece) {
        if (!piece.isEmpty()) {
            behindCalls(() -> parts.reasoning(piece));
        }
    }

    void signature(String signature) {
        if (!signature.isEmpty()) {
            behindCalls(() -> parts.signature(signature));
        }
    }

    void endReasoning() {
        behindCalls(parts::endReasoning);
    }

    /** See {@link ToolCalls#add}. */
    void call(@Nullable Integer index, String id, String name, String arguments) {
        text.end();
        calls.add(index, id, name, arguments);
        if (!later.isEmpty() && !calls.isWithinCall()) {
            calls.end();
            passOn();
        }
    }

    /** A piece in the provider's own words; nothing else is given on then. */
    void foreign(Delta.Foreign piece) {
        foreign = true;
        deltas.accept(piece);
    }

    /** A part that comes as a whole. */
    void part(Part part) {
        behindCalls(() -> {
            text.end();
            parts.whole(part);
        });
    }

    /** Code points of all text so far. */
    int textPoints() {
        return parts.textPoints();
    }

    /** Reads the name of the model that answers; the first one counts. */
    void readModel(JsonParser json) throws IOException {
        if (model.isEmpty()) {
            model = Json.text(json);
        } else {
            json.skipChildren();
        }
    }

    UsageCount usage() {
        return usage;
    }

    /** @param word the provider's for why it ends; a blank one is none */
    void finish(String word) {
        if (!FinishWords.isNone(word)) {
            if (finish == null) {
                finished.run();
            }
            finish = word;
        }
    }

    /** The provider may tell that it failed: then, whatever else it says, this is no answer. */
    void told(JsonNode error) {
        if (ToldError.isOne(error)) {
            fail(ToldError.failure(error));
        }
    }

    void fail(ModelFailure told) {
        if (failure == null) {
            failure = told;
        }
    }

    /** Nothing more is to be read. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended || failure != null;
    }

    /** Whether all of it has come, so that it needs its connection no more. */
    public boolean isWhole() {
        return finish != null;
    }

    /** The model that answered, as the provider calls it. */
    public Optional<String> model() {
        return Optional.of(model).filter(name -> !name.isEmpty());
    }

    /** What it cost; empty when the provider did not say. */
    public Optional<TokenUsage> cost() {
        return usage.usage();
    }

    /**
     * Gives on what was held back, and tells why it ended.
     *
     * @throws ModelFailure when it is no whole answer
     */
    public FinishReason complete() {
        if (failure != null) {
            throw failure;
        }
        if (finish == null) {
            throw ModelFailures.unfinished();
        }
        String word = finish;
        FinishReason said =
                FinishWords.reason(word).orElseThrow(() -> ModelFailures.told(FinishWords.kind(word), word));
        text.end();
        calls.end();
        passOn();
        text.end();
        if (foreign) {
            return said;
        }
        return switch (said) {
            case LENGTH, CONTENT_FILTER -> said;
            case STOP, TOOL_CALLS -> reason();
        };
    }

    private FinishReason reason() {
        if (calls.hasAny()) {
            return FinishReason.TOOL_CALLS;
        }
        if (!parts.hasText()) {
            throw ModelFailures.empty();
        }
        return FinishReason.STOP;
    }

    private void behindCalls(Runnable piece) {
        if (calls.isEmpty()) {
            piece.run();
        } else if (!later.isEmpty() || calls.isWithinCall()) {
            later.add(piece);
        } else {
            calls.end();
            piece.run();
        }
    }

    private void passOn() {
        List<Runnable> pieces = List.copyOf(later);
        later.clear();
        pieces.forEach(Runnable::run);
    }
}

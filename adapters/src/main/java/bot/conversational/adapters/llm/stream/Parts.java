package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives the pieces of an answer on, and knows which part they belong to. For one thread. */
final class Parts {

    private enum Open {
        NONE,
        REASONING,
        OTHER
    }

    private final Consumer<Delta> deltas;
    private Open open = Open.NONE;
    private boolean hasText;
    private int textPoints;

    Parts(Consumer<Delta> deltas) {
        this.deltas = deltas;
    }

    void text(String piece) {
        if (!piece.isEmpty()) {
            open = Open.OTHER;
            hasText = true;
            textPoints += piece.codePointCount(0, piece.length());
            deltas.accept(new Delta.Text(piece));
        }
    }

    void reasoning(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (open == Open.REASONING) {
            deltas.accept(new Delta.More(piece));
        } else {
            begin(new Part.Reasoning(piece, Optional.empty()), Open.REASONING);
        }
    }

    /** Signs the reasoning, even where the provider shows none of it. */
    void signature(String signature) {
        if (open != Open.REASONING) {
            begin(new Part.Reasoning("", Optional.empty()), Open.REASONING);
        }
        deltas.accept(new Delta.Signed(signature));
    }

    /** Further reasoning is a part of its own. */
    void endReasoning() {
        open = Open.NONE;
    }

    void call(String id, String name) {
        begin(new Part.ToolCall(id, name, ""), Open.OTHER);
    }

    /** More of the arguments of the last call. */
    void arguments(String piece) {
        if (!piece.isEmpty()) {
            deltas.accept(new Delta.More(piece));
        }
    }

    /** A part that comes as a whole. */
    void whole(Part part) {
        begin(part, Open.OTHER);
    }

    boolean hasText() {
        return hasText;
    }

    /** Code points of all text so far. */
    int textPoints() {
        return textPoints;
    }

    private void begin(Part part, Open as) {
        open = as;
        deltas.accept(new Delta.Opened(part));
    }
}

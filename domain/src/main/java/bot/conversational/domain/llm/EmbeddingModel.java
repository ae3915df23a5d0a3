package bot.conversational.domain.llm;

import java.util.List;

/**
 * Turns texts into vectors, so that texts of near meaning have near vectors. Safe for many threads at once. Each method
 * but the names throws {@link bot.conversational.domain.shared.DomainException.Unavailable} while the model is not
 * loaded yet or does not respond.
 */
public interface EmbeddingModel {

    /** The name that stands with each vector: vectors of different names say nothing about each other. */
    String name();

    /** As callers know it: without what only tells its vectors from others, such as their length. */
    default String calledName() {
        return name();
    }

    /** Vectors of texts that are to be found, in their order, each cut to what the model reads. */
    List<Embedding> passages(List<String> texts);

    /** The vector of a text to find others by. */
    Embedding query(String text);
}

package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Optional;

/**
 * The language models that may be asked; the first one answers when nobody names another.
 *
 * @param models at least one
 */
public record ModelCatalog(List<Model> models) {

    /** Characters of a name. */
    public static final int MAX_NAME = 200;

    /**
     * A language model.
     *
     * @param window tokens that a prompt and its answer may have together
     */
    public record Model(String name, Provider provider, int window) {

        /** Tokens of the conversation that are sent along; a quarter of the window is kept for the answer. */
        public int contextBudget() {
            return window - window / 4;
        }
    }

    public ModelCatalog {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("at least one language model is needed");
        }
    }

    /** The model of this name, or the default one. */
    public Model resolve(Optional<String> name) {
        return name.map(this::named).orElseGet(models::getFirst);
    }

    /** @throws DomainException.Invalid when no model has this name */
    public void check(String name) {
        named(name);
    }

    /** The most that any model takes of a conversation, which is what is worth keeping at hand. */
    public int largestContextBudget() {
        return models.stream().mapToInt(Model::contextBudget).max().orElseThrow();
    }

    private Model named(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException.Invalid("model", "names no model that is configured here"));
    }
}

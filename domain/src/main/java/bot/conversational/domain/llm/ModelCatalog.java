package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Optional;

/**
 * The configured language models; the first one is the default.
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

        /** Tokens of the conversation that are sent along; a quarter of the window is reserved for the answer. */
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

    /** The largest budget of any model, and so as much of a conversation as is worth caching. */
    public int largestContextBudget() {
        return models.stream().mapToInt(Model::contextBudget).max().orElseThrow();
    }

    private Model named(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException.Invalid("model", "names a model that is not configured"));
    }
}

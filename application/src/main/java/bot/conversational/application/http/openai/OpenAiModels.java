package bot.conversational.application.http.openai;

import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.llm.ModelCatalog;
import jakarta.inject.Inject;
import java.util.Optional;

/** The models by the names that callers give. */
public final class OpenAiModels {

    private final ModelCatalog catalog;
    private final Optional<EmbeddingModel> embeddings;

    /** @param embeddings empty where there is no such model */
    @Inject
    public OpenAiModels(ModelCatalog catalog, Optional<EmbeddingModel> embeddings) {
        this.catalog = catalog;
        this.embeddings = embeddings;
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    public Optional<EmbeddingModel> embeddings() {
        return embeddings;
    }

    /** The model that a body names in {@code model}, which is required; a failure says so or that there is none. */
    public ModelCatalog.Model answering(OpenAiFields body) {
        String name = body.requiredText("model");
        return catalog.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(OpenAiFailure::noModel);
    }

    /** The same for the model of embeddings. */
    public EmbeddingModel embedding(OpenAiFields body) {
        String name = body.requiredText("model");
        return embeddings.filter(model -> model.calledName().equals(name)).orElseThrow(OpenAiFailure::noModel);
    }
}

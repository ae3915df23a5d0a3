package bot.conversational.domain.search.meaning;

import bot.conversational.domain.llm.EmbeddingModel;

/** A model of embeddings, and what its cosines say. */
public record CalibratedModel(EmbeddingModel model, Calibration calibration) {

    public String name() {
        return model.name();
    }

    /** The same with another weight of words. */
    public CalibratedModel withWordWeight(double weight) {
        return new CalibratedModel(model, new Calibration(calibration.unrelated(), weight));
    }
}

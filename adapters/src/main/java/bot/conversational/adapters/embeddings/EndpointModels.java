package bot.conversational.adapters.embeddings;

import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.search.meaning.Calibration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The models of a server: whatever name was wanted before may be known there. Those of the service itself are not. */
public final class EndpointModels implements CalibratedModels, AutoCloseable {

    private final EndpointSettings settings;
    private final Calibration calibration;
    private final EndpointEmbeddingModel wanted;
    private final Map<String, EndpointEmbeddingModel> formers = new ConcurrentHashMap<>();

    /** @param calibration of its models */
    public EndpointModels(EndpointSettings settings, Calibration calibration) {
        this.settings = settings;
        this.calibration = calibration;
        this.wanted = new EndpointEmbeddingModel(settings);
    }

    @Override
    public CalibratedModel wanted() {
        return calibrated(wanted);
    }

    @Override
    public Optional<CalibratedModel> former(String name, int dimensions) {
        return LocalModel.of(name).isPresent()
                ? Optional.empty()
                : Optional.of(calibrated(formers.computeIfAbsent(
                        name, unseen -> new EndpointEmbeddingModel(settings.of(name), dimensions))));
    }

    private CalibratedModel calibrated(EndpointEmbeddingModel model) {
        return new CalibratedModel(
                model, LocalModel.of(model.name()).map(LocalModel::calibration).orElse(calibration));
    }

    @Override
    public void keepOnly(Set<String> names) {
        formers.forEach((name, model) -> {
            if (!names.contains(name)) {
                formers.remove(name);
                model.close();
            }
        });
    }

    @Override
    public void close() {
        wanted.close();
        keepOnly(Set.of());
    }
}

package bot.conversational.adapters.embeddings;

import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.shared.DomainException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The models that come with the service. Another than the wanted one is loaded only once somebody needs it. */
public final class LocalModels implements CalibratedModels, AutoCloseable {

    private final LocalModel wanted;
    private final Executor background;
    private final Map<LocalModel, LocalEmbeddingModel> loaded = new EnumMap<>(LocalModel.class);
    private final CalibratedModel wantedModel;
    private boolean closed;

    /** @param background where they are loaded */
    public LocalModels(LocalModel wanted, Executor background) {
        this.wanted = wanted;
        this.background = background;
        this.wantedModel = load(wanted);
    }

    @Override
    public CalibratedModel wanted() {
        return wantedModel;
    }

    @Override
    public synchronized Optional<CalibratedModel> former(String name, int dimensions) {
        return LocalModel.of(name).map(this::load);
    }

    private CalibratedModel load(LocalModel model) {
        if (closed) {
            throw new DomainException.Unavailable("The node is shutting down.", null);
        }
        return new CalibratedModel(
                loaded.computeIfAbsent(model, unseen -> new LocalEmbeddingModel(unseen, background)),
                model.calibration());
    }

    @Override
    public synchronized void keepOnly(Set<String> formers) {
        Iterator<Map.Entry<LocalModel, LocalEmbeddingModel>> all =
                loaded.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<LocalModel, LocalEmbeddingModel> one = all.next();
            if (one.getKey() != wanted && !formers.contains(one.getKey().label())) {
                one.getValue().close();
                all.remove();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        loaded.values().forEach(LocalEmbeddingModel::close);
    }
}

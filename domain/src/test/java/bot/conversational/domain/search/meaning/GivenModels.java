package bot.conversational.domain.search.meaning;

import bot.conversational.domain.llm.HashedEmbeddings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Models for tests, which a node can use once they are added. */
public final class GivenModels implements CalibratedModels {

    private final Map<String, HashedEmbeddings> all = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private String wanted;

    public GivenModels(HashedEmbeddings wanted) {
        this.wanted = wanted.name();
        add(wanted);
    }

    public void add(HashedEmbeddings model) {
        all.put(model.name(), model);
    }

    /** Another one from now on. */
    public void want(String name) {
        wanted = name;
    }

    /** The former ones that somebody needed, and that were kept. */
    public Set<String> loaded() {
        return Set.copyOf(loaded);
    }

    @Override
    public CalibratedModel wanted() {
        return calibrated(wanted).orElseThrow();
    }

    @Override
    public Optional<CalibratedModel> former(String name, int dimensions) {
        Optional<CalibratedModel> model = calibrated(name);
        model.ifPresent(it -> loaded.add(it.name()));
        return model;
    }

    private Optional<CalibratedModel> calibrated(String name) {
        return Optional.ofNullable(all.get(name)).map(it -> new CalibratedModel(it, new Calibration(0, 0.5)));
    }

    @Override
    public void keepOnly(Set<String> formers) {
        loaded.retainAll(formers);
    }
}

package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A model for tests: texts are as near as they share words. */
public final class HashedEmbeddings implements EmbeddingModel {

    private static final int DIMENSIONS = 64;

    private final String name;
    private final Set<String> refused = new HashSet<>();
    private final List<Integer> batches = new ArrayList<>();
    private boolean away;

    public HashedEmbeddings(String name) {
        this.name = name;
    }

    /** Takes the model away until the outage is closed. */
    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    /** Texts with this in them fail. */
    public synchronized void refuse(String part) {
        refused.add(part);
    }

    /** Takes them again. */
    public synchronized void accept(String part) {
        refused.remove(part);
    }

    /** How many texts each call had. */
    public synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized List<Embedding> passages(List<String> texts) {
        batches.add(texts.size());
        return texts.stream().map(this::query).toList();
    }

    @Override
    public synchronized Embedding query(String text) {
        if (away) {
            throw new DomainException.Unavailable("The model is away.", null);
        }
        if (refused.stream().anyMatch(text::contains)) {
            throw new DomainException.Broken("The model refuses.", null);
        }
        float[] vector = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode() * 31, DIMENSIONS)] += 1;
        }
        return Embedding.normalized(vector);
    }
}

package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.meaning.Passages;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes the vectors of messages that wait, and keeps them. The model works for one caller at a time, by turns. */
public final class EmbedPassages {

    /**
     * How fast the model works, so that turns do not notice it.
     *
     * @param passages that it gets at once
     * @param await waits until it may work again
     * @param worked takes note of how long it has worked
     */
    public record Pace(int passages, Runnable await, Consumer<Duration> worked) {}

    private final EmbeddingModel model;
    private final VectorStore vectors;
    private final Pace pace;
    private final ReentrantLock working;

    public EmbedPassages(EmbeddingModel model, VectorStore vectors, Pace pace) {
        this(model, vectors, pace, new ReentrantLock(true));
    }

    private EmbedPassages(EmbeddingModel model, VectorStore vectors, Pace pace, ReentrantLock working) {
        this.model = model;
        this.vectors = vectors;
        this.pace = pace;
        this.working = working;
    }

    /** The same by another model: both together take no more time than one. */
    EmbedPassages by(EmbeddingModel other) {
        return new EmbedPassages(other, vectors, pace, working);
    }

    String model() {
        return model.name();
    }

    /**
     * Embeds these and keeps their vectors in one step.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the model or the store is unavailable;
     *     nothing is kept
     */
    void embed(List<Waiting> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<List<String>> passages =
                messages.stream().map(it -> Passages.of(it.role(), it.text())).toList();
        vectors.keep(model.name(), embedded(messages, passages));
    }

    private List<Embedded> embedded(List<Waiting> messages, List<List<String>> passages) {
        List<String> texts = passages.stream().flatMap(List::stream).toList();
        List<Embedding> embeddings;
        try {
            embeddings = embeddings(texts);
        } catch (DomainException.Unavailable away) {
            throw away;
        } catch (RuntimeException broken) {
            return oneByOne(messages, passages, reason(broken));
        }
        List<Embedded> embedded = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < messages.size(); i++) {
            int end = at + passages.get(i).size();
            embedded.add(new Embedded(messages.get(i), embeddings.subList(at, end)));
            at = end;
        }
        return embedded;
    }

    private List<Embedding> embeddings(List<String> texts) {
        List<Embedding> embeddings = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += pace.passages()) {
            int to = Math.min(texts.size(), from + pace.passages());
            embeddings.addAll(atOnce(texts.subList(from, to)));
        }
        return embeddings;
    }

    /** Between two of these others may come first: what was just said waits for a few of the older passages at most. */
    private List<Embedding> atOnce(List<String> texts) {
        working.lock();
        try {
            pace.await().run();
            long begun = System.nanoTime();
            List<Embedding> embeddings = model.passages(texts);
            pace.worked().accept(Duration.ofNanos(System.nanoTime() - begun));
            return embeddings;
        } finally {
            working.unlock();
        }
    }

    /** One that the model refuses holds up none of the others. */
    private List<Embedded> oneByOne(List<Waiting> messages, List<List<String>> passages, String reason) {
        if (messages.size() == 1) {
            return List.of(new Embedded(messages.getFirst(), List.of(), Optional.of(reason)));
        }
        List<Embedded> embedded = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            embedded.addAll(embedded(List.of(messages.get(i)), List.of(passages.get(i))));
        }
        return embedded;
    }

    /** Messages of our own failures have no text of a user; others might. */
    private static String reason(RuntimeException broken) {
        return broken instanceof DomainException
                ? String.valueOf(broken.getMessage())
                : broken.getClass().getSimpleName();
    }
}

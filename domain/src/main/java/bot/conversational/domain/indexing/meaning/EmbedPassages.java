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

/** Makes the vectors of messages that wait, and keeps them: for one caller at a time, however many there are. */
public final class EmbedPassages {

    private final EmbeddingModel model;
    private final VectorStore vectors;
    private final Consumer<Duration> rest;
    private final ReentrantLock working;

    /** @param rest waits, given how long the model worked, so that turns do not notice it */
    public EmbedPassages(EmbeddingModel model, VectorStore vectors, Consumer<Duration> rest) {
        this(model, vectors, rest, new ReentrantLock());
    }

    private EmbedPassages(
            EmbeddingModel model,
            VectorStore vectors,
            Consumer<Duration> rest,
            ReentrantLock working) {
        this.model = model;
        this.vectors = vectors;
        this.rest = rest;
        this.working = working;
    }

    /** The same by another model: both together take no more time than one. */
    EmbedPassages by(EmbeddingModel other) {
        return new EmbedPassages(other, vectors, rest, working);
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
        working.lock();
        try {
            embedAndRest(messages);
        } finally {
            working.unlock();
        }
    }

    private void embedAndRest(List<Waiting> messages) {
        List<List<String>> passages =
                messages.stream().map(it -> Passages.of(it.role(), it.text())).toList();
        long begun = System.nanoTime();
        List<Embedded> embedded = embedded(messages, passages);
        long took = System.nanoTime() - begun;
        vectors.keep(model.name(), embedded);
        rest.accept(Duration.ofNanos(took));
    }

    private List<Embedded> embedded(List<Waiting> messages, List<List<String>> passages) {
        List<String> texts = passages.stream().flatMap(List::stream).toList();
        List<Embedding> embeddings;
        try {
            embeddings = texts.isEmpty() ? List.of() : model.passages(texts);
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

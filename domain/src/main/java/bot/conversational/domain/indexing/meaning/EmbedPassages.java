package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.meaning.Passages;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes the vectors of messages that wait, and keeps them: for one caller at a time, however many there are. */
public final class EmbedPassages {

    private static final Set<MessageRole> SAID = Set.of(MessageRole.USER, MessageRole.ASSISTANT);

    private final EmbeddingModel model;
    private final VectorStore vectors;
    private final Consumer<Duration> rest;
    private final ReentrantLock working = new ReentrantLock();
    private final AtomicLong refused = new AtomicLong();

    /** @param rest waits, given how long the model worked, so that turns do not notice it */
    public EmbedPassages(EmbeddingModel model, VectorStore vectors, Consumer<Duration> rest) {
        this.model = model;
        this.vectors = vectors;
        this.rest = rest;
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
        List<List<String>> passages = messages.stream()
                .map(it -> SAID.contains(it.role()) ? Passages.of(it.text()) : List.<String>of())
                .toList();
        long begun = System.nanoTime();
        List<Embedded> embedded = embedded(messages, passages);
        long took = System.nanoTime() - begun;
        vectors.keep(model.name(), embedded);
        rest.accept(Duration.ofNanos(took));
    }

    /** How many messages the model has refused on this node. They are found by their words only. */
    public long refused() {
        return refused.get();
    }

    private List<Embedded> embedded(List<Waiting> messages, List<List<String>> passages) {
        List<String> texts = passages.stream().flatMap(List::stream).toList();
        List<Embedding> embeddings;
        try {
            embeddings = texts.isEmpty() ? List.of() : model.passages(texts);
        } catch (DomainException.Unavailable away) {
            throw away;
        } catch (RuntimeException broken) {
            return oneByOne(messages, passages);
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
    private List<Embedded> oneByOne(List<Waiting> messages, List<List<String>> passages) {
        if (messages.size() == 1) {
            refused.incrementAndGet();
            return List.of(new Embedded(messages.getFirst(), List.of()));
        }
        List<Embedded> embedded = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            embedded.addAll(embedded(List.of(messages.get(i)), List.of(passages.get(i))));
        }
        return embedded;
    }
}

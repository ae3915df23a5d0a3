package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.meaning.Passages;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.user.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a collection in memory: all are compared, as the store of a service compares a user's. It knows one
 * user and no filters.
 */
public final class DocumentVectors implements VectorSearch {

    /** So few that a server of embeddings takes them at once. */
    private static final int AT_ONCE = 16;

    /** Messages that the mean is taken of: more change it no more. */
    private static final int UNRELATED = 2_000;

    private record Vectored(Message message, List<Embedding> passages) {

        Near near(Embedding query) {
            int nearest = IntStream.range(0, passages.size())
                    .boxed()
                    .max(Comparator.comparingDouble(it -> query.cosine(passages.get(it))))
                    .orElseThrow();
            return new Near(message, Optional.empty(), query.cosine(passages.get(nearest)), nearest);
        }
    }

    private final EmbeddingModel model;
    private final Map<MessageId, Vectored> documents = new ConcurrentHashMap<>();

    public DocumentVectors(EmbeddingModel model) {
        this.model = model;
    }

    /**
     * Embeds messages, some at once where the model can: a server, not the one in this process.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the model is unavailable
     */
    void add(List<Message> messages) {
        IntStream.range(0, (messages.size() + AT_ONCE - 1) / AT_ONCE)
                .parallel()
                .mapToObj(piece -> messages.subList(piece * AT_ONCE, Math.min(messages.size(), (piece + 1) * AT_ONCE)))
                .forEach(this::embed);
    }

    private void embed(List<Message> messages) {
        List<List<String>> passages =
                messages.stream().map(it -> Passages.of(it.content())).toList();
        List<String> texts = passages.stream().flatMap(List::stream).toList();
        List<Embedding> vectors = texts.isEmpty() ? List.of() : model.passages(texts);
        int at = 0;
        for (int i = 0; i < messages.size(); i++) {
            int end = at + passages.get(i).size();
            if (end > at) {
                Message message = messages.get(i);
                documents.put(message.id(), new Vectored(message, List.copyOf(vectors.subList(at, end))));
            }
            at = end;
        }
    }

    /** The mean cosine of messages that have nothing to do with each other. */
    public double unrelated() {
        List<Vectored> some = documents.values().stream().limit(UNRELATED).toList();
        // Halves against each other: what was said one after the other is related.
        int half = some.size() / 2;
        return IntStream.range(0, half)
                .mapToObj(i -> Map.entry(some.get(i), some.get(i + half)))
                .mapToDouble(pair -> pair.getKey()
                        .passages()
                        .getFirst()
                        .cosine(pair.getValue().passages().getFirst()))
                .average()
                .orElse(0);
    }

    @Override
    public List<Near> nearest(
            UserId user,
            String name,
            Embedding query,
            MessageQuery.Filters filters,
            MessageQuery.Reach reach,
            Optional<Place> after,
            int limit) {
        return documents.values().parallelStream()
                .map(it -> it.near(query))
                .sorted(Comparator.comparingDouble(Near::cosine)
                        .reversed()
                        .thenComparing(it -> it.message().id().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public Map<MessageId, Double> cosines(UserId user, String name, Embedding query, List<MessageId> messages) {
        Map<MessageId, Double> cosines = new HashMap<>();
        for (MessageId message : messages) {
            @Nullable Vectored document = documents.get(message);
            if (document != null) {
                cosines.put(message, document.near(query).cosine());
            }
        }
        return cosines;
    }

    @Override
    public List<NearConversation> related(UserId user, String name, ConversationId conversation, int limit) {
        throw new UnsupportedOperationException("Nobody asks a collection for related conversations.");
    }

    @Override
    public boolean filled(UserId user, String name) {
        return true;
    }

    @Override
    public List<Former> formers(UserId user, String wanted) {
        return List.of();
    }
}

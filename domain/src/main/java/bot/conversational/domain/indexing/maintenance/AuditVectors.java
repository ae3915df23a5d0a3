package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.maintenance.VectorContents.Vectored;
import bot.conversational.domain.search.meaning.Passages;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares the vectors of a model with the messages, both ways, in steps of bounded size. */
public final class AuditVectors implements AuditedCopy {

    private static final int MESSAGES = 250;

    private final SourceDocuments source;
    private final VectorContents vectors;
    private final SettledComparison settled;
    private final String model;

    /**
     * @param pause between two tries, in which the followers of the changes get on
     * @param model whose vectors there should be
     */
    public AuditVectors(IndexSource source, VectorContents vectors, ChangeFeed changes, Runnable pause, String model) {
        this.source = new SourceDocuments(source);
        this.vectors = vectors;
        this.settled = new SettledComparison(changes, Follower.EMBEDDINGS.consumer(model), pause);
        this.model = model;
    }

    @Override
    public Findings compare(List<Change> conversations) {
        return source.compare(conversations, settled, this::differences);
    }

    private Findings differences(List<MessageDocument> documents) {
        UserId user = documents.getFirst().user();
        Map<MessageId, Integer> passages = vectors.passages(
                user, model, documents.stream().map(it -> it.message().id()).toList());
        List<Difference> differences = new ArrayList<>();
        for (MessageDocument it : documents) {
            @Nullable Integer stored = passages.get(it.message().id());
            if (stored != null
                    && stored
                            != Passages.of(it.message().role(), it.message().content())
                                    .size()) {
                differences.add(new Difference.MissingVectors(
                        user, it.message().conversationId(), it.message().id(), model));
            }
        }
        // The messages are counted where they are compared with the index.
        return new Findings(0, differences, 0);
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        return vectors.users(after, limit);
    }

    @Override
    public void ghosts(UserId user, Consumer<Findings> each) {
        List<Vectored> some = vectors.messages(user, Optional.empty(), MESSAGES);
        while (!some.isEmpty()) {
            // Vectors are deleted in one step with their message: no delay can explain a ghost.
            List<Difference> ghosts = some.stream()
                    .filter(it -> !it.there())
                    .<Difference>map(it -> new Difference.GhostVectors(user, it.message()))
                    .toList();
            each.accept(new Findings(0, ghosts, 0));
            some = vectors.messages(user, Optional.of(some.getLast().message()), MESSAGES);
        }
    }
}

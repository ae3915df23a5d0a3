package bot.conversational.adapters.postgres.vectors;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.meaning.EmbedMessages;
import bot.conversational.domain.indexing.meaning.EmbedPassages;
import bot.conversational.domain.indexing.meaning.EmbedPassages.Pace;
import bot.conversational.domain.indexing.meaning.FillVectors;
import bot.conversational.domain.indexing.meaning.FollowFormerModels;
import bot.conversational.domain.indexing.meaning.FormerModels;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.WatchModels;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.meaning.GivenModels;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What a node does with the models, which wants one of them. */
final class TestNode {

    private final HashedEmbeddings model;
    private final GivenModels models;
    private final VectorSearch search;
    private final EmbedMessages follower;
    private final FillVectors filling;
    private final WatchModels watch;
    private final FollowFormerModels formerFollower;

    TestNode(Jdbi jdbi, Stores stores, HashedEmbeddings wanted, List<HashedEmbeddings> usable, Scope scope) {
        VectorStore vectors = new JdbiVectorStore(jdbi);
        FormerModels formers = new JdbiFormerModels(jdbi);
        search = new JdbiVectorSearch(jdbi);
        model = wanted;
        models = new GivenModels(wanted);
        usable.forEach(models::add);
        EmbedPassages passages = new EmbedPassages(wanted, vectors, new Pace(2, () -> {}, none -> {}));
        follower =
                new EmbedMessages(stores.changes(), vectors, passages, scope, new NodeId("node-" + wanted.name(), 1));
        filling = new FillVectors(vectors, passages, scope);
        watch = new WatchModels(formers, models);
        formerFollower = new FollowFormerModels(watch, models, formers, follower);
    }

    void watch() {
        while (watch.runOnce()) {
            // more
        }
    }

    void follow() {
        while (follower.runOnce()) {
            // more
        }
    }

    void followFormers() {
        while (formerFollower.runOnce()) {
            // more
        }
    }

    void fill() {
        while (filling.runOnce()) {
            // more
        }
    }

    boolean isFilled(UserId user) {
        return search.filled(user, model.name());
    }
}

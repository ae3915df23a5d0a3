package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.vectors.JdbiFormerModels;
import bot.conversational.adapters.postgres.vectors.JdbiVectorSearch;
import bot.conversational.adapters.postgres.vectors.JdbiVectorStore;
import bot.conversational.application.background.SpareTime;
import bot.conversational.application.config.EmbeddingConfiguration;
import bot.conversational.application.http.search.RelatedResource;
import bot.conversational.application.indexing.FollowerState;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.meaning.EmbedMessages;
import bot.conversational.domain.indexing.meaning.EmbedPassages;
import bot.conversational.domain.indexing.meaning.EmbedPassages.Pace;
import bot.conversational.domain.indexing.meaning.FillVectors;
import bot.conversational.domain.indexing.meaning.FollowFormerModels;
import bot.conversational.domain.indexing.meaning.FormerModels;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.WatchModels;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.FallbackMessageSearch;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.SearchMode;
import bot.conversational.domain.search.meaning.AskedModels;
import bot.conversational.domain.search.meaning.FindRelated;
import bot.conversational.domain.search.meaning.HybridMessageSearch;
import bot.conversational.domain.search.meaning.SemanticMessageSearch;
import bot.conversational.domain.search.meaning.VectorSearch;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.time.Duration;

/** Vectors of all messages, and the searches by what they mean; only where there is a model of embeddings. */
public final class SemanticSearchModule extends CapabilityModule {

    private static final Duration EMBED_POLL = Duration.ofSeconds(1);
    private static final Duration FILL_POLL = Duration.ofSeconds(2);
    private static final Duration WATCH_POLL = Duration.ofSeconds(5);

    /** Some hundred milliseconds of a processor at most. */
    private static final int LOCAL_AT_ONCE = 4;

    /** What a call of an endpoint costs is the call. */
    private static final int REMOTE_AT_ONCE = 64;

    private final EmbeddingConfiguration configuration;

    public SemanticSearchModule(EmbeddingConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        adapter(VectorStore.class, JdbiVectorStore.class);
        adapter(VectorSearch.class, JdbiVectorSearch.class);
        bind(VectorStore.Scope.class).toInstance(configuration.whose());
        useCase(AskedModels.class);
        useCase(SemanticMessageSearch.class);
        Provider<MessageSearch> keyword = getProvider(MessageSearch.class);
        Provider<SemanticMessageSearch> semantic = getProvider(SemanticMessageSearch.class);
        search(SearchMode.SEMANTIC, () -> new FallbackMessageSearch(semantic.get(), keyword.get()));
        useCase(HybridMessageSearch.class);
        search(SearchMode.HYBRID, getProvider(HybridMessageSearch.class));

        useCase(FindRelated.class);
        resource(RelatedResource.class);

        useCase(EmbedMessages.class);
        useCase(FillVectors.class);
        whileBusy(EMBED_POLL, "embedding", EmbedMessages.class, EmbedMessages::runOnce);
        whileBusy(FILL_POLL, "embedding-fill", FillVectors.class, FillVectors::runOnce);
        adapter(FormerModels.class, JdbiFormerModels.class);
        useCase(WatchModels.class);
        useCase(FollowFormerModels.class);
        whileBusy(WATCH_POLL, "embedding-models", WatchModels.class, WatchModels::runOnce);
        whileBusy(EMBED_POLL, "embedding-former", FollowFormerModels.class, FollowFormerModels::runOnce);
        sampledGauge(
                "embedding_unfilled_users",
                "Users whose older messages are not embedded yet",
                VectorStore.class,
                it -> it.unfilled(configuration.model()));
    }

    private void search(SearchMode mode, Provider<? extends MessageSearch> search) {
        MapBinder.newMapBinder(binder(), SearchMode.class, MessageSearch.class)
                .addBinding(mode)
                .toProvider(search);
        MapBinder.newMapBinder(binder(), SearchMode.class, ConversationSearch.class)
                .addBinding(mode)
                .toProvider(() -> new GroupedMessageSearch(search.get()));
    }

    @ProvidesIntoSet
    FollowerState follower(ChangeFeed changes, VectorStore vectors) {
        String model = configuration.model();
        return new FollowerState(
                "embeddings",
                () -> changes.lag(Follower.EMBEDDINGS.consumer(model)),
                () -> vectors.refused(model),
                limit -> vectors.retryRefused(model, limit));
    }

    @Provides
    @Singleton
    EmbedPassages passages(EmbeddingModel model, VectorStore vectors) {
        SpareTime spare = new SpareTime();
        int atOnce = configuration.local() ? LOCAL_AT_ONCE : REMOTE_AT_ONCE;
        return new EmbedPassages(model, vectors, new Pace(atOnce, spare::await, spare::worked));
    }
}

package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.generation.KeyAllowance;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.EndOrphanedTurns;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.titles.TitleConversation;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.RenewLease;
import bot.conversational.domain.cluster.SharedClock;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.files.KeepQuestionFiles;
import bot.conversational.domain.files.PromptFiles;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.spending.InMemorySpending;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.stores.chat.LiveTurnStores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A node of the service without its edges, on stores that it may share with other such nodes. */
public final class TestNode {

    /** What nodes share. */
    public record Shared(
            Stores stores,
            ContextCache cache,
            LiveTextMirror mirror,
            LanguageModel model,
            int window,
            IdSource ids,
            InstantSource clock,
            Optional<String> titleModel) {

        /** No model writes titles. */
        public Shared(
                Stores stores,
                ContextCache cache,
                LiveTextMirror mirror,
                LanguageModel model,
                int window,
                IdSource ids,
                InstantSource clock) {
            this(stores, cache, mirror, model, window, ids, clock, Optional.empty());
        }
    }

    public static final int MOST_OF_USER = 3;

    public final NodeId id;
    public final LiveTurns live = new LiveTurns(MOST_OF_USER, 5);
    public final FollowTurn follow;
    public final StopTurn stop;
    public final SendMessage send;
    public final RegenerateAnswer regenerate;
    public final SaveLiveTexts texts;
    public final RenewLease lease;
    public final EndOrphanedTurns reap;

    public TestNode(String name, Shared shared, Executor threads) {
        this(name, shared, threads, 0);
    }

    public TestNode(String name, Shared shared, Executor threads, long tokensPerDay) {
        id = new NodeId(name, 1);
        Stores stores = shared.stores();
        LiveTurnStores kept = stores.live();
        ModelCatalog models = models(shared.window());
        follow = new FollowTurn(live, kept.answers(), shared.mirror());
        stop = new StopTurn(live, kept.stops(), follow);
        TokenAllowance allowance = new TokenAllowance(
                kept.budget(),
                new Spent(tokensPerDay, 0),
                new OwnLimits((from, behind, limit) -> List.of()),
                new ModelPrices("USD", Map.of()),
                new InMemorySpending(),
                new KeyAllowance(stores.keys().budget(), shared.clock()),
                shared.clock());
        PromptFiles files = new PromptFiles(stores.files(), shared.clock());
        ModelCalls calls =
                new ModelCalls(shared.model(), allowance, new WordCounter(), TurnMetrics.NONE, files, threads);
        TurnRunner runner =
                new TurnRunner(stores.turns(), kept.answers(), calls, live, follow, TurnMetrics.NONE, threads);
        BestEffortContextCache cache = new BestEffortContextCache(shared.cache(), shared.window(), Runnable::run);
        TurnFactory factory = new TurnFactory(shared.ids(), shared.clock(), new WordCounter(), id);
        TitleConversation titles = new TitleConversation(
                shared.titleModel(),
                shared.model(),
                stores.conversations(),
                new EditConversation(
                        stores.conversations(), new CacheInvalidation(shared.cache()), models, shared.clock()),
                threads);
        send = new SendMessage(
                stores.turns(),
                cache,
                runner,
                models,
                factory,
                new KeepQuestionFiles(new UploadFile(stores.files(), shared.clock(), 1_000_000), files),
                titles);
        regenerate = new RegenerateAnswer(stores.turns(), kept.answers(), cache, runner, models, factory);
        texts = new SaveLiveTexts(live, shared.mirror(), kept.deltas());
        lease = new RenewLease(kept.leases(), id, new SharedClock(shared.clock()));
        reap = new EndOrphanedTurns(
                kept.orphans(),
                stores.turns(),
                live,
                new WordCounter(),
                TurnMetrics.NONE,
                id,
                new Lease(Duration.ofMillis(300)));
    }

    /** One model of this window. */
    public static ModelCatalog models(int window) {
        return new ModelCatalog(List.of(new ModelCatalog.Model("small", Provider.OFFLINE, window)));
    }

    public Exchange ask(UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        return send.send(user, conversation, question, request).await();
    }
}

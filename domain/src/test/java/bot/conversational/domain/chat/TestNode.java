package bot.conversational.domain.chat;

import bot.conversational.domain.chat.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.stores.LiveTurnStores;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A node of the service without its edges, on stores that it may share with other such nodes. */
final class TestNode {

    /** What nodes share. */
    record Shared(
            Stores stores,
            ContextCache cache,
            LiveTextMirror mirror,
            LanguageModel model,
            int window,
            IdSource ids,
            InstantSource clock) {}

    static final int MOST_OF_USER = 3;

    final NodeId id;
    final LiveTurns live = new LiveTurns(MOST_OF_USER, 5);
    final FollowTurn follow;
    final StopTurn stop;
    final SendMessage send;
    final RegenerateAnswer regenerate;
    final SaveLiveTexts texts;
    final RenewLease lease;
    final EndOrphanedTurns reap;

    TestNode(String name, Shared shared, Executor threads) {
        this(name, shared, threads, 0);
    }

    TestNode(String name, Shared shared, Executor threads, long tokensPerDay) {
        id = new NodeId(name, 1);
        Stores stores = shared.stores();
        LiveTurnStores kept = stores.live();
        ModelCatalog models = new ModelCatalog(List.of(new ModelCatalog.Model("small", "scripted", shared.window())));
        follow = new FollowTurn(live, kept.answers(), shared.mirror());
        stop = new StopTurn(live, kept.stops(), follow);
        TokenAllowance allowance = new TokenAllowance(kept.budget(), tokensPerDay, shared.clock());
        TurnRunner generations = new TurnRunner(
                stores.turns(), kept.answers(), shared.model(), live, follow, allowance, TurnMetrics.NONE, threads);
        BestEffortContextCache hot = new BestEffortContextCache(shared.cache(), shared.window(), Runnable::run);
        send = new SendMessage(
                stores.turns(), hot, generations, models, new WordCounter(), shared.ids(), shared.clock(), id);
        regenerate = new RegenerateAnswer(
                stores.turns(),
                kept.answers(),
                hot,
                generations,
                models,
                new WordCounter(),
                shared.ids(),
                shared.clock(),
                id);
        texts = new SaveLiveTexts(live, shared.mirror(), kept.deltas());
        lease = new RenewLease(kept.leases(), id);
        reap = new EndOrphanedTurns(
                kept.orphans(), stores.turns(), live, new WordCounter(), TurnMetrics.NONE, id, Duration.ofMillis(300));
    }

    Exchange ask(UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        return send.send(user, conversation, question, request).await();
    }
}

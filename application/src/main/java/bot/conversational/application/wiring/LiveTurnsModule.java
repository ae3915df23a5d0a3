package bot.conversational.application.wiring;

import bot.conversational.adapters.postgres.turns.JdbiAnswerStore;
import bot.conversational.adapters.postgres.turns.JdbiLiveTextStore;
import bot.conversational.adapters.postgres.turns.JdbiNodeLeases;
import bot.conversational.adapters.postgres.turns.JdbiOldTurns;
import bot.conversational.adapters.postgres.turns.JdbiOrphanedTurns;
import bot.conversational.adapters.postgres.turns.JdbiStopRequests;
import bot.conversational.adapters.postgres.turns.JdbiTokenBudget;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.adapters.redis.RedisLiveTextMirror;
import bot.conversational.application.background.NodeLife;
import bot.conversational.application.config.TurnsConfiguration;
import bot.conversational.application.health.PrometheusTurnMetrics;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.DrainNode;
import bot.conversational.domain.chat.recovery.EndOrphanedTurns;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.RenewLease;
import bot.conversational.domain.llm.TokenCounter;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;

/** Turns while they run, and the node that runs them. */
final class LiveTurnsModule extends AbstractModule {

    private final TurnsConfiguration configuration;

    LiveTurnsModule(TurnsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        bind(LiveTurns.class).toInstance(new LiveTurns(configuration.maxRunningPerUser(), configuration.maxRunning()));
        bind(ExecutorService.class).toInstance(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Provides
    @Singleton
    AnswerStore answers(Jdbi jdbi) {
        return new JdbiAnswerStore(jdbi);
    }

    @Provides
    @Singleton
    StopRequests stopRequests(Jdbi jdbi) {
        return new JdbiStopRequests(jdbi);
    }

    @Provides
    @Singleton
    JdbiOldTurns oldTurns(Jdbi jdbi) {
        return new JdbiOldTurns(jdbi);
    }

    @Provides
    @Singleton
    LiveTextMirror mirror(@Named(RedisModule.CACHE) RedisGuard server) {
        return new RedisLiveTextMirror(server);
    }

    @Provides
    @Singleton
    TokenAllowance allowance(Jdbi jdbi, InstantSource clock) {
        return new TokenAllowance(new JdbiTokenBudget(jdbi), configuration.tokensPerDay(), clock);
    }

    @Provides
    @Singleton
    TurnMetrics metrics(PrometheusRegistry registry, LiveTurns live) {
        return new PrometheusTurnMetrics(registry, live);
    }

    @Provides
    @Singleton
    RenewLease lease(NodeId self, Jdbi jdbi) {
        return new RenewLease(new JdbiNodeLeases(jdbi, NodeLife.LEASE), self);
    }

    @Provides
    @Singleton
    NodeCount nodes(RenewLease lease) {
        return lease;
    }

    @Provides
    @Singleton
    NodeLife nodeLife(
            NodeId self,
            RenewLease lease,
            Jdbi jdbi,
            TurnStore turns,
            LiveTurns live,
            LiveTextMirror mirror,
            StopTurn stops,
            TokenCounter tokens,
            TurnMetrics metrics,
            ExecutorService threads) {
        OrphanedTurns orphans = new JdbiOrphanedTurns(jdbi, NodeLife.LEASE);
        LiveTextStore deltas = new JdbiLiveTextStore(jdbi);
        return new NodeLife(
                self,
                lease,
                new SaveLiveTexts(live, mirror, deltas),
                stops,
                new EndOrphanedTurns(orphans, turns, live, tokens, metrics, self, NodeLife.LEASE),
                new DrainNode(live, configuration.patience()),
                threads);
    }
}

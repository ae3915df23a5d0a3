package bot.conversational.application.wiring.capability;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.background.BackgroundTasks;
import bot.conversational.application.config.TurnsConfiguration;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.http.chat.MessageResource;
import bot.conversational.application.http.chat.ModelResource;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.chat.TurnResource;
import bot.conversational.application.http.chat.TurnResponses;
import bot.conversational.application.turns.NodeLife;
import bot.conversational.application.turns.PrometheusTurnMetrics;
import bot.conversational.domain.chat.RegenerateAnswer;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.DrainNode;
import bot.conversational.domain.chat.recovery.EndOrphanedTurns;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.RenewLease;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.StreamPace;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;

/** The turn, as callers see it, while it runs, and the node that runs it. */
public final class ChatModule extends CapabilityModule {

    private final TurnsConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public ChatModule(TurnsConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        resource(MessageResource.class);
        resource(TurnResource.class);
        resource(ModelResource.class);
        useCase(TurnCall.class);
        useCase(TurnResponses.class);
        useCase(SendMessage.class);
        useCase(RegenerateAnswer.class);
        useCase(FollowTurn.class);
        useCase(StopTurn.class);
        useCase(TurnFactory.class);
        useCase(ModelCalls.class);
        useCase(TurnRunner.class);
        useCase(SaveLiveTexts.class);
        useCase(RenewLease.class);
        bind(NodeCount.class).to(RenewLease.class);
        useCase(NodeLife.class);
        Multibinder.newSetBinder(binder(), BackgroundJob.class).addBinding().to(NodeLife.class);
        useCase(PrometheusTurnMetrics.class);
        bind(TurnMetrics.class).to(PrometheusTurnMetrics.class);
        Multibinder.newSetBinder(binder(), MetricSource.class).addBinding().to(PrometheusTurnMetrics.class);
        bind(LiveTurns.class).toInstance(new LiveTurns(configuration.maxRunningPerUser(), configuration.maxRunning()));
    }

    /** Of those who read answers. */
    @Provides
    @Singleton
    StreamPace pace() {
        return new StreamPace(Runtime.getRuntime().availableProcessors());
    }

    @Provides
    @Singleton
    BestEffortContextCache bestEffortContextCache(ContextCache cache, ModelCatalog models) {
        BackgroundTasks tasks = new BackgroundTasks();
        lifecycle.manage(tasks);
        return new BestEffortContextCache(cache, models.largestContextBudget(), tasks);
    }

    @Provides
    @Singleton
    TokenAllowance allowance(TokenBudget budget, InstantSource clock) {
        return new TokenAllowance(budget, configuration.tokensPerDay(), clock);
    }

    @Provides
    @Singleton
    EndOrphanedTurns endOrphanedTurns(
            OrphanedTurns orphans,
            TurnStore turns,
            LiveTurns live,
            TokenCounter tokens,
            TurnMetrics metrics,
            NodeId self) {
        return new EndOrphanedTurns(orphans, turns, live, tokens, metrics, self, NodeLife.LEASE);
    }

    @Provides
    @Singleton
    DrainNode drainNode(LiveTurns live) {
        return new DrainNode(live, configuration.patience());
    }
}

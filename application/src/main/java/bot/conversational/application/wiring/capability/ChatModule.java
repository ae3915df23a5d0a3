package bot.conversational.application.wiring.capability;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.background.BackgroundTasks;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.TurnsConfiguration;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.http.chat.MessageResource;
import bot.conversational.application.http.chat.ModelResource;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.chat.TurnResource;
import bot.conversational.application.http.chat.TurnResponses;
import bot.conversational.application.http.stream.EventStreams;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.application.turns.MeasuredContextCache;
import bot.conversational.application.turns.NodeLife;
import bot.conversational.application.turns.PrometheusTurnMetrics;
import bot.conversational.domain.chat.RegenerateAnswer;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.DrainNode;
import bot.conversational.domain.chat.recovery.EndOrphanedTurns;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.titles.TitleConversation;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.cluster.RenewLease;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.StreamPace;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The turn, as callers see it, while it runs, and the node that runs it. */
public final class ChatModule extends CapabilityModule {

    /** Of a node that died: with one look of the others, its turns are ended well within 15 s. */
    private static final Lease LEASE = new Lease(Duration.ofSeconds(10));

    @Override
    protected void configure() {
        resource(MessageResource.class);
        resource(TurnResource.class);
        resource(ModelResource.class);
        useCase(TurnCall.class);
        useCase(EventStreams.class);
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
        useCase(EndOrphanedTurns.class);
        bind(Lease.class).toInstance(LEASE);
        bind(NodeCount.class).to(RenewLease.class);
        useCase(NodeLife.class);
        element(BackgroundJob.class, NodeLife.class, it -> it);
        useCase(PrometheusTurnMetrics.class);
        bind(TurnMetrics.class).to(PrometheusTurnMetrics.class);
        element(MetricSource.class, PrometheusTurnMetrics.class, it -> it);
        provide(TurnsConfiguration.class, ConversationalBotConfiguration.class, ConversationalBotConfiguration::turns);
        provide(
                LiveTurns.class,
                TurnsConfiguration.class,
                turns -> new LiveTurns(turns.maxRunningPerUser(), turns.maxRunning()));
        provide(
                DrainNode.class,
                LiveTurns.class,
                TurnsConfiguration.class,
                (live, turns) -> new DrainNode(live, turns.patience()));
        // Of those who read answers.
        bind(StreamPace.class).toInstance(new StreamPace(Runtime.getRuntime().availableProcessors()));
    }

    @Provides
    @Singleton
    BestEffortContextCache bestEffortContextCache(
            MeasuredContextCache cache, ModelCatalog models, LifecycleEnvironment lifecycle, Tracing tracing) {
        BackgroundTasks tasks = new BackgroundTasks();
        lifecycle.manage(tasks);
        return new BestEffortContextCache(cache, models.largestContextBudget(), tracing.following(tasks));
    }

    /** Its tasks are waited for by nobody: a title that is not written when the node ends stays as it is. */
    @Provides
    @Singleton
    TitleConversation titles(
            ConversationalBotConfiguration configuration,
            LanguageModel models,
            ConversationStore conversations,
            EditConversation edit,
            Executor threads) {
        return new TitleConversation(configuration.llm().effectiveTitleModel(), models, conversations, edit, threads);
    }
}

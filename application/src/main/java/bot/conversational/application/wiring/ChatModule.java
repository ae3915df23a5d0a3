package bot.conversational.application.wiring;

import bot.conversational.application.config.NodeName;
import bot.conversational.domain.chat.RegenerateAnswer;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.StreamPace;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** The turn, as callers see it. */
final class ChatModule extends AbstractModule {

    /** This process: no earlier one of the same name began in the same millisecond. */
    @Provides
    @Singleton
    NodeId self(NodeName node, InstantSource clock) {
        return new NodeId(node.value(), clock.millis());
    }

    /** Of those who read answers. */
    @Provides
    @Singleton
    StreamPace pace() {
        return new StreamPace(Runtime.getRuntime().availableProcessors());
    }

    @Provides
    @Singleton
    BestEffortContextCache bestEffortContextCache(ContextCache cache, ModelCatalog models, Executor background) {
        return new BestEffortContextCache(cache, models.largestContextBudget(), background);
    }

    @Provides
    @Singleton
    TurnFactory turnFactory(IdSource ids, InstantSource clock, TokenCounter tokens, NodeId self) {
        return new TurnFactory(ids, clock, tokens, self);
    }

    @Provides
    @Singleton
    ModelCalls modelCalls(
            LanguageModel model,
            TokenAllowance allowance,
            TokenCounter tokens,
            TurnMetrics metrics,
            ExecutorService threads) {
        return new ModelCalls(model, allowance, tokens, metrics, threads);
    }

    @Provides
    @Singleton
    TurnRunner turnRunner(
            TurnStore turns,
            AnswerStore answers,
            ModelCalls calls,
            LiveTurns live,
            FollowTurn follow,
            TurnMetrics metrics,
            ExecutorService threads) {
        return new TurnRunner(turns, answers, calls, live, follow, metrics, threads);
    }

    @Provides
    @Singleton
    SendMessage sendMessage(
            TurnStore turns,
            BestEffortContextCache cache,
            TurnRunner runner,
            ModelCatalog models,
            TurnFactory factory) {
        return new SendMessage(turns, cache, runner, models, factory);
    }

    @Provides
    @Singleton
    RegenerateAnswer regenerateAnswer(
            TurnStore turns,
            AnswerStore answers,
            BestEffortContextCache cache,
            TurnRunner runner,
            ModelCatalog models,
            TurnFactory factory) {
        return new RegenerateAnswer(turns, answers, cache, runner, models, factory);
    }

    @Provides
    @Singleton
    FollowTurn followTurn(LiveTurns live, AnswerStore answers, LiveTextMirror mirror) {
        return new FollowTurn(live, answers, mirror);
    }

    @Provides
    @Singleton
    StopTurn stopTurn(LiveTurns live, StopRequests requests, FollowTurn follow) {
        return new StopTurn(live, requests, follow);
    }
}

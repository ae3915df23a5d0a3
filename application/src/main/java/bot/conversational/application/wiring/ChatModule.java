package bot.conversational.application.wiring;

import bot.conversational.application.config.NodeName;
import bot.conversational.domain.chat.AnswerStore;
import bot.conversational.domain.chat.ConversationCache;
import bot.conversational.domain.chat.FollowTurn;
import bot.conversational.domain.chat.Generations;
import bot.conversational.domain.chat.HotConversations;
import bot.conversational.domain.chat.LanguageModel;
import bot.conversational.domain.chat.LiveTurnMirror;
import bot.conversational.domain.chat.LiveTurns;
import bot.conversational.domain.chat.ModelCatalog;
import bot.conversational.domain.chat.NodeId;
import bot.conversational.domain.chat.RegenerateAnswer;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.StopRequests;
import bot.conversational.domain.chat.StopTurn;
import bot.conversational.domain.chat.StreamPace;
import bot.conversational.domain.chat.TokenAllowance;
import bot.conversational.domain.chat.TokenCounter;
import bot.conversational.domain.chat.TurnMeter;
import bot.conversational.domain.chat.TurnStore;
import bot.conversational.domain.shared.IdSource;
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
    HotConversations hotConversations(ConversationCache cache, ModelCatalog models, Executor background) {
        return new HotConversations(cache, models.largestContextBudget(), background);
    }

    @Provides
    @Singleton
    Generations generations(
            TurnStore turns,
            AnswerStore answers,
            LanguageModel model,
            LiveTurns live,
            FollowTurn follow,
            TokenAllowance allowance,
            TurnMeter meter,
            ExecutorService threads) {
        return new Generations(turns, answers, model, live, follow, allowance, meter, threads);
    }

    @Provides
    @Singleton
    SendMessage sendMessage(
            TurnStore turns,
            HotConversations hot,
            Generations generations,
            ModelCatalog models,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock,
            NodeId self) {
        return new SendMessage(turns, hot, generations, models, tokens, ids, clock, self);
    }

    @Provides
    @Singleton
    RegenerateAnswer regenerateAnswer(
            TurnStore turns,
            AnswerStore answers,
            HotConversations hot,
            Generations generations,
            ModelCatalog models,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock,
            NodeId self) {
        return new RegenerateAnswer(turns, answers, hot, generations, models, tokens, ids, clock, self);
    }

    @Provides
    @Singleton
    FollowTurn followTurn(LiveTurns live, AnswerStore answers, LiveTurnMirror mirror) {
        return new FollowTurn(live, answers, mirror);
    }

    @Provides
    @Singleton
    StopTurn stopTurn(LiveTurns live, StopRequests requests, FollowTurn follow) {
        return new StopTurn(live, requests, follow);
    }
}

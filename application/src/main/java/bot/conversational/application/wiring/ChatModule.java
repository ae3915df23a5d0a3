package bot.conversational.application.wiring;

import bot.conversational.application.config.NodeName;
import bot.conversational.domain.chat.ConversationCache;
import bot.conversational.domain.chat.LanguageModel;
import bot.conversational.domain.chat.ModelCatalog;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.TokenCounter;
import bot.conversational.domain.chat.TurnStore;
import bot.conversational.domain.shared.IdSource;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The turn. */
final class ChatModule extends AbstractModule {

    @Provides
    @Singleton
    SendMessage sendMessage(
            TurnStore turns,
            ConversationCache cache,
            LanguageModel languageModel,
            ModelCatalog models,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock,
            NodeName node,
            Executor background) {
        return new SendMessage(turns, cache, languageModel, models, tokens, ids, clock, node.value(), background);
    }
}

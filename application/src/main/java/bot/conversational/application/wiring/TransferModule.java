package bot.conversational.application.wiring;

import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.transfer.ImportConversations;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** Bringing in what was said elsewhere. */
final class TransferModule extends AbstractModule {

    @Provides
    @Singleton
    ImportConversations importConversations(Jdbi jdbi, TokenCounter tokens, InstantSource clock) {
        return new ImportConversations(new JdbiConversationArchive(jdbi), tokens, clock);
    }
}

package bot.conversational.application.wiring;

import bot.conversational.adapters.postgres.accounts.JdbiErasureStore;
import bot.conversational.adapters.postgres.accounts.JdbiRevocationStore;
import bot.conversational.adapters.postgres.accounts.JdbiSessionStore;
import bot.conversational.adapters.postgres.accounts.JdbiUserStore;
import bot.conversational.adapters.postgres.changes.JdbiChangeFeed;
import bot.conversational.adapters.postgres.changes.JdbiChangePartitions;
import bot.conversational.adapters.postgres.changes.JdbiDeadLetters;
import bot.conversational.adapters.postgres.changes.JdbiIndexSource;
import bot.conversational.adapters.postgres.conversations.JdbiConversationLookup;
import bot.conversational.adapters.postgres.conversations.JdbiConversationStore;
import bot.conversational.adapters.postgres.conversations.JdbiFeedbackStore;
import bot.conversational.adapters.postgres.conversations.JdbiMessageStore;
import bot.conversational.adapters.postgres.database.JdbiSecrets;
import bot.conversational.adapters.postgres.turns.JdbiTurnStore;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.wiring.postgres.PostgresJdbiFactory;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.user.UserStore;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.core.setup.Environment;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The source of truth. */
final class PostgresModule extends AbstractModule {

    /** A node that died holds its shards of the changes for at most so long. */
    private static final Duration SHARD_LEASE = Duration.ofSeconds(10);

    private final PostgresConfiguration configuration;
    private final Environment environment;

    PostgresModule(PostgresConfiguration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Provides
    @Singleton
    Jdbi jdbi() {
        return PostgresJdbiFactory.build(environment, configuration);
    }

    @Provides
    @Singleton
    UserStore users(Jdbi jdbi) {
        return new JdbiUserStore(jdbi);
    }

    @Provides
    @Singleton
    SessionStore sessions(Jdbi jdbi, SessionLife life) {
        return new JdbiSessionStore(jdbi, life);
    }

    @Provides
    @Singleton
    ConversationStore conversations(Jdbi jdbi) {
        return new JdbiConversationStore(jdbi);
    }

    @Provides
    @Singleton
    ConversationLookup conversationLookup(Jdbi jdbi) {
        return new JdbiConversationLookup(jdbi);
    }

    @Provides
    @Singleton
    MessageStore messages(Jdbi jdbi) {
        return new JdbiMessageStore(jdbi);
    }

    @Provides
    @Singleton
    FeedbackStore feedback(Jdbi jdbi) {
        return new JdbiFeedbackStore(jdbi);
    }

    @Provides
    @Singleton
    TurnStore turns(Jdbi jdbi) {
        return new JdbiTurnStore(jdbi);
    }

    @Provides
    @Singleton
    ChangeFeed changes(Jdbi jdbi) {
        return new JdbiChangeFeed(jdbi, SHARD_LEASE);
    }

    @Provides
    @Singleton
    RevocationStore revocations(Jdbi jdbi) {
        return new JdbiRevocationStore(jdbi);
    }

    @Provides
    @Singleton
    DeadLetters deadLetters(Jdbi jdbi) {
        return new JdbiDeadLetters(jdbi);
    }

    @Provides
    @Singleton
    ErasureStore erasures(Jdbi jdbi) {
        return new JdbiErasureStore(jdbi);
    }

    @Provides
    @Singleton
    JdbiChangePartitions partitions(Jdbi jdbi) {
        return new JdbiChangePartitions(jdbi);
    }

    @Provides
    @Singleton
    IndexSource indexSource(Jdbi jdbi) {
        return new JdbiIndexSource(jdbi);
    }

    @Provides
    @Singleton
    FetchedOnce<byte[]> cursorKey(Jdbi jdbi) {
        return new FetchedOnce<>(new JdbiSecrets(jdbi)::cursorSeal);
    }

    @Provides
    @Singleton
    CursorSeal cursorSeal(FetchedOnce<byte[]> key) {
        return new CursorSeal(key);
    }
}

package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.postgres.accounts.JdbiErasureStore;
import bot.conversational.adapters.postgres.accounts.JdbiRevocationStore;
import bot.conversational.adapters.postgres.accounts.JdbiSessionStore;
import bot.conversational.adapters.postgres.accounts.JdbiUserStore;
import bot.conversational.adapters.postgres.changes.JdbiAuditedSource;
import bot.conversational.adapters.postgres.changes.JdbiChangeFeed;
import bot.conversational.adapters.postgres.changes.JdbiChangePartitions;
import bot.conversational.adapters.postgres.changes.JdbiCheckpoints;
import bot.conversational.adapters.postgres.changes.JdbiConversationScan;
import bot.conversational.adapters.postgres.changes.JdbiDatabaseIdentity;
import bot.conversational.adapters.postgres.changes.JdbiDeadLetters;
import bot.conversational.adapters.postgres.changes.JdbiIndexSource;
import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.adapters.postgres.conversations.JdbiConversationLookup;
import bot.conversational.adapters.postgres.conversations.JdbiConversationStore;
import bot.conversational.adapters.postgres.conversations.JdbiFeedbackStore;
import bot.conversational.adapters.postgres.conversations.JdbiLeftoverStore;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.adapters.postgres.conversations.JdbiMessageStore;
import bot.conversational.adapters.postgres.database.JdbiSecrets;
import bot.conversational.adapters.postgres.turns.JdbiAnswerStore;
import bot.conversational.adapters.postgres.turns.JdbiLiveTextStore;
import bot.conversational.adapters.postgres.turns.JdbiNodeLeases;
import bot.conversational.adapters.postgres.turns.JdbiOldTurns;
import bot.conversational.adapters.postgres.turns.JdbiOrphanedTurns;
import bot.conversational.adapters.postgres.turns.JdbiSpendingStore;
import bot.conversational.adapters.postgres.turns.JdbiStopRequests;
import bot.conversational.adapters.postgres.turns.JdbiTokenBudget;
import bot.conversational.adapters.postgres.turns.JdbiTurnStore;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.application.health.MigrationsProbe;
import bot.conversational.application.http.paging.CursorKey;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.NodeLeases;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.spending.SpendingStore;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.user.UserStore;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The source of truth. */
public final class PostgresModule extends CapabilityModule {

    /** A node that died holds its shards of the changes for at most so long. */
    private static final Duration SHARD_LEASE = Duration.ofSeconds(10);

    private static final Duration PARTITIONS_CHECK = Duration.ofHours(1);
    private static final int DAYS_AHEAD = 3;
    private static final int DAYS_KEPT = 2;
    private static final Duration OLD_TURNS_CHECK = Duration.ofMinutes(10);

    /** Clients may repeat a call for 24 hours after its end. */
    private static final Duration KEYS_KEPT = Duration.ofHours(25);

    /** How often the key of the cursors is asked for until it came; then at no cost. */
    private static final Duration CURSOR_KEY_CHECK = Duration.ofHours(1);

    private final PostgresConfiguration configuration;

    public PostgresModule(PostgresConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        adapter(UserStore.class, JdbiUserStore.class);
        adapter(SessionStore.class, JdbiSessionStore.class);
        adapter(RevocationStore.class, JdbiRevocationStore.class);
        adapter(ErasureStore.class, JdbiErasureStore.class);
        adapter(ConversationStore.class, JdbiConversationStore.class);
        adapter(LeftoverStore.class, JdbiLeftoverStore.class);
        adapter(ConversationLookup.class, JdbiConversationLookup.class);
        adapter(ConversationArchive.class, JdbiConversationArchive.class);
        adapter(MessageStore.class, JdbiMessageStore.class);
        adapter(FeedbackStore.class, JdbiFeedbackStore.class);
        useCase(JdbiTurnStore.class);
        provide(TurnStore.class, JdbiTurnStore.class, Tracing.class, (store, tracing) -> tracing.turns(store));
        adapter(AnswerStore.class, JdbiAnswerStore.class);
        adapter(StopRequests.class, JdbiStopRequests.class);
        adapter(LiveTextStore.class, JdbiLiveTextStore.class);
        adapter(TokenBudget.class, JdbiTokenBudget.class);
        adapter(SpendingStore.class, JdbiSpendingStore.class);
        adapter(DeadLetters.class, JdbiDeadLetters.class);
        adapter(IndexSource.class, JdbiIndexSource.class);
        adapter(AuditedSource.class, JdbiAuditedSource.class);
        adapter(ConversationScan.class, JdbiConversationScan.class);
        adapter(Checkpoints.class, JdbiCheckpoints.class);
        adapter(DatabaseIdentity.class, JdbiDatabaseIdentity.class);
        useCase(JdbiMessageSearch.class);
        useCase(JdbiChangePartitions.class);
        useCase(JdbiOldTurns.class);
        provide(ChangeFeed.class, Jdbi.class, jdbi -> new JdbiChangeFeed(jdbi, SHARD_LEASE));
        adapter(NodeLeases.class, JdbiNodeLeases.class);
        adapter(OrphanedTurns.class, JdbiOrphanedTurns.class);
        provide(CursorKey.class, Jdbi.class, jdbi -> new CursorKey(new JdbiSecrets(jdbi)::cursorSeal));
        // A node that has the key makes and reads cursors while PostgreSQL is unavailable.
        every(CURSOR_KEY_CHECK, "cursor-key", CursorKey.class, CursorKey::get);
        whileBusy(OLD_TURNS_CHECK, "old-turns", JdbiOldTurns.class, turns -> turns.forget(KEYS_KEPT));
        every(PARTITIONS_CHECK, "change-partitions", JdbiChangePartitions.class, it -> it.renew(DAYS_AHEAD, DAYS_KEPT));
        bind(MigrationsProbe.class).toInstance(new MigrationsProbe(configuration.forLooking()));
        probe("migrations", MigrationsProbe.class, MigrationsProbe::call);
    }
}

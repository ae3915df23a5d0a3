package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.conversations.JdbiRetentionStore;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.retention.ApplyRetention;
import bot.conversational.domain.retention.RetentionStore;
import bot.conversational.domain.user.RetentionRule;
import java.time.Duration;

/** The end of conversations that nobody writes in. */
public final class RetentionModule extends CapabilityModule {

    /** Between two rounds, each of which looks through all users. */
    private static final Duration ROUNDS = Duration.ofMinutes(10);

    private static final Duration OLD_RECEIPTS_CHECK = Duration.ofHours(1);

    @Override
    protected void configure() {
        provide(
                RetentionRule.class,
                ConversationalBotConfiguration.class,
                it -> it.retention().rule());
        adapter(RetentionStore.class, JdbiRetentionStore.class);
        useCase(ApplyRetention.class);
        whileBusy(ROUNDS, "retention", ApplyRetention.class, ApplyRetention::runOnce);
        whileBusy(OLD_RECEIPTS_CHECK, "old-receipts", RetentionStore.class, RetentionStore::deleteOldReceipts);
        counter(
                "conversations_expired_total",
                "Conversations deleted since nobody wrote in them for as long as they are kept.",
                ApplyRetention.class,
                ApplyRetention::deleted);
    }
}

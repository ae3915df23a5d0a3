package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.local.LocalShareVisits;
import bot.conversational.adapters.postgres.sharing.JdbiCopyRequests;
import bot.conversational.adapters.postgres.sharing.JdbiShareStore;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.http.sharing.OwnSharesResource;
import bot.conversational.application.http.sharing.ShareResource;
import bot.conversational.application.http.sharing.SharedResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.sharing.BranchSnapshot;
import bot.conversational.domain.sharing.CountViews;
import bot.conversational.domain.sharing.ManageShares;
import bot.conversational.domain.sharing.ReadShare;
import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.sharing.ShareVisits;
import bot.conversational.domain.sharing.copying.CopyRequests;
import bot.conversational.domain.sharing.copying.CopyShare;
import bot.conversational.domain.sharing.copying.ForgetCopyRequests;
import java.time.Duration;
import java.time.InstantSource;

/** Shares of conversations by a link. */
public final class SharingModule extends CapabilityModule {

    private static final Duration VIEWS_ADDED = Duration.ofSeconds(5);
    private static final Duration OLD_COPIES_CHECK = Duration.ofMinutes(10);

    @Override
    protected void configure() {
        resource(ShareResource.class);
        resource(OwnSharesResource.class);
        resource(SharedResource.class);
        useCase(BranchSnapshot.class);
        useCase(ManageShares.class);
        useCase(ManageShares.Fresh.class);
        useCase(ReadShare.class);
        useCase(ReadShare.Visitors.class);
        useCase(CountViews.class);
        useCase(CopyShare.class);
        useCase(CopyShare.Destination.class);
        useCase(ForgetCopyRequests.class);
        adapter(ShareStore.class, JdbiShareStore.class);
        adapter(CopyRequests.class, JdbiCopyRequests.class);
        provide(
                ShareVisits.Own.class,
                ConversationalBotConfiguration.class,
                InstantSource.class,
                (it, clock) -> new LocalShareVisits(it.shares().addressPerMinute(), clock));
        every(VIEWS_ADDED, "share-views", CountViews.class, CountViews::runOnce);
        whileBusy(OLD_COPIES_CHECK, "old-copies", ForgetCopyRequests.class, ForgetCopyRequests::runOnce);
    }
}

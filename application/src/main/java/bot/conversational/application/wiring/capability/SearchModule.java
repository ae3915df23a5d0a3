package bot.conversational.application.wiring.capability;

import bot.conversational.application.http.analytics.UsageResource;
import bot.conversational.application.http.search.SearchResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.analytics.ReportUsage;
import bot.conversational.domain.search.DiscoverConversations;
import bot.conversational.domain.search.SearchMessages;

/** Search in messages and conversations, and usage reports. */
public final class SearchModule extends CapabilityModule {

    @Override
    protected void configure() {
        resource(SearchResource.class);
        resource(UsageResource.class);
        useCase(SearchMessages.class);
        useCase(DiscoverConversations.class);
        useCase(ReportUsage.class);
    }
}

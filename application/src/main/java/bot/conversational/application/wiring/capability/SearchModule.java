package bot.conversational.application.wiring.capability;

import bot.conversational.application.http.analytics.UsageResource;
import bot.conversational.application.http.search.SearchResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.analytics.ReportUsage;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.DiscoverConversations;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.SearchMessages;
import bot.conversational.domain.search.SearchMode;
import bot.conversational.domain.search.meaning.CalibratedModels;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.OptionalBinder;

/** Search in messages and conversations, and usage reports. */
public final class SearchModule extends CapabilityModule {

    @Override
    protected void configure() {
        // Without a model of embeddings there is the search by words.
        OptionalBinder.newOptionalBinder(binder(), CalibratedModels.class);
        resource(SearchResource.class);
        resource(UsageResource.class);
        MapBinder.newMapBinder(binder(), SearchMode.class, MessageSearch.class)
                .addBinding(SearchMode.KEYWORD)
                .to(MessageSearch.class);
        MapBinder.newMapBinder(binder(), SearchMode.class, ConversationSearch.class)
                .addBinding(SearchMode.KEYWORD)
                .to(ConversationSearch.class);
        useCase(SearchMessages.class);
        useCase(DiscoverConversations.class);
        useCase(ReportUsage.class);
    }
}

package bot.conversational.adapters.postgres.folders;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.folder.Tag;
import org.jdbi.v3.core.statement.Query;

/** Binds the filter that {@code sql/conversations/parts/within.sql} reads. */
public final class FilterBinding {

    private FilterBinding() {}

    public static Query bind(Query query, ConversationFilter filter) {
        return query.bind("archived", filter.archived())
                .bind("placed", filter.folder().isPresent())
                .bind("folder", filter.folder().flatMap(Place::folder))
                .bind("tag", filter.tag().map(Tag::key));
    }
}

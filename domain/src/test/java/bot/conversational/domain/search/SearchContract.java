package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;

/** What the contracts of a {@link MessageSearch} need of whoever keeps the index. */
public interface SearchContract {

    /** What fills the index, prepared. */
    MessageIndex index();

    /** The search under test. */
    MessageSearch search();

    /** Returns when everything written is findable. */
    void settle();

    default void write(DocumentBuilder... documents) {
        List<IndexEntry> entries = new ArrayList<>();
        for (DocumentBuilder document : documents) {
            entries.add(document.put());
        }
        assertThat(index().write(entries)).isEmpty();
        settle();
    }

    default MessageHits search(UserId user, String text) {
        return search().search(user, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, PageRequest.first(50)));
    }
}

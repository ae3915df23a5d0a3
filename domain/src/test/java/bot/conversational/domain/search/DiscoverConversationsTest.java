package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.conversation.InMemoryConversationLookup;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiscoverConversationsTest {

    @Test
    void searchShouldShowConversationsAsTheyAreAndLeaveOutThoseThatAreGone() {
        InMemoryDatabase database = new InMemoryDatabase();
        InMemoryMessageIndex index = new InMemoryMessageIndex();
        Dialogue dialogue = Dialogue.of(database.stores());
        index.write(List.of(
                DocumentBuilder.of(dialogue.user())
                        .in(dialogue.id())
                        .saying("word")
                        .put(),
                DocumentBuilder.of(dialogue.user())
                        .in(new ConversationId(UUID.randomUUID()))
                        .saying("word")
                        .put()));

        var found = new DiscoverConversations(
                        Map.of(SearchMode.KEYWORD, new GroupedMessageSearch(index)),
                        new InMemoryConversationLookup(database))
                .search(
                        dialogue.user(),
                        new MessageQuery("word", Filters.NONE, Sort.RELEVANCE, PageRequest.first(10)),
                        SearchMode.KEYWORD);

        assertThat(found.items()).singleElement().satisfies(it -> {
            assertThat(it.conversation()).isEqualTo(dialogue.state().conversation());
            assertThat(it.passages()).hasSize(1);
        });
    }
}

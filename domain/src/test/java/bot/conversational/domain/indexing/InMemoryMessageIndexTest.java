package bot.conversational.domain.indexing;

import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.ConversationSearchContract;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.MessageSearchContract;
import bot.conversational.domain.search.MessageSearchSpellingContract;
import bot.conversational.domain.search.MessageSearchTextContract;
import bot.conversational.domain.search.SteadySearchContract;
import bot.conversational.domain.shared.Outage;

class InMemoryMessageIndexTest
        implements MessageIndexContract,
                MessageSearchContract,
                MessageSearchTextContract,
                MessageSearchSpellingContract,
                SteadySearchContract,
                ConversationSearchContract {

    private final InMemoryMessageIndex index = new InMemoryMessageIndex();

    @Override
    public MessageIndex index() {
        return index;
    }

    @Override
    public MessageSearch search() {
        return index;
    }

    @Override
    public void settle() {}

    @Override
    public Outage outage() {
        return index.outage();
    }

    @Override
    public ConversationSearch conversations() {
        return new GroupedMessageSearch(index);
    }
}

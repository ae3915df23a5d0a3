package bot.conversational.domain.search;

import bot.conversational.domain.shared.Outage;

class InMemoryMessageIndexTest implements MessageIndexContract, MessageSearchContract, ConversationSearchContract {

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

package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.Outage;

class InMemoryIndexContentsTest implements IndexContentsContract {

    private final InMemoryMessageIndex index = new InMemoryMessageIndex();

    @Override
    public MessageIndex index() {
        return index;
    }

    @Override
    public IndexContents contents() {
        return new InMemoryIndexContents(index::documents);
    }

    @Override
    public void settle() {}

    @Override
    public Outage outage() {
        return index.outage();
    }
}

package bot.conversational.domain.stores;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;

/** Lets the fakes pass the contracts of the stores. */
abstract class InMemoryStores implements StoreContract {

    final InMemoryDatabase database = new InMemoryDatabase();
    private final Stores stores = database.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Outage outage() {
        return database.outage();
    }

    @Override
    public void delete(UserId user, ConversationId conversation) {
        database.delete(user, conversation);
    }
}

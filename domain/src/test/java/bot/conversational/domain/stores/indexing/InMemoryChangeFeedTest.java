package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.ChangeFeedContract;
import bot.conversational.domain.stores.InMemoryStores;
import java.time.Duration;

class InMemoryChangeFeedTest extends InMemoryStores implements ChangeFeedContract {

    @Override
    public ChangeFeed feed(Duration lease) {
        return new InMemoryChangeFeed(database, lease);
    }
}

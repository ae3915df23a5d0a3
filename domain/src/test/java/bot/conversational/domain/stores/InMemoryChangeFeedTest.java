package bot.conversational.domain.stores;

import bot.conversational.domain.search.ChangeFeed;
import bot.conversational.domain.search.ChangeFeedContract;
import java.time.Duration;

class InMemoryChangeFeedTest extends InMemoryStores implements ChangeFeedContract {

    @Override
    public ChangeFeed feed(Duration lease) {
        return new InMemoryChangeFeed(database, lease);
    }
}

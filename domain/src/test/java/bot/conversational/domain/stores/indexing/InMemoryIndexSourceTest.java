package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.IndexSourceContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryIndexSourceTest extends InMemoryStores implements IndexSourceContract {}

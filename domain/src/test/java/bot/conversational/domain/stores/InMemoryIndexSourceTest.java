package bot.conversational.domain.stores;

import bot.conversational.domain.search.IndexSourceContract;

class InMemoryIndexSourceTest extends InMemoryStores implements IndexSourceContract {}

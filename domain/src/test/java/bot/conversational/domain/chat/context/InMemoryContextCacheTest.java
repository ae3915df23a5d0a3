package bot.conversational.domain.chat.context;

import bot.conversational.domain.shared.Outage;

class InMemoryContextCacheTest implements ContextCacheContract, ContextCacheAppendContract, ContextCachePartsContract {

    private final InMemoryContextCache cache = new InMemoryContextCache(TOKEN_BUDGET);

    @Override
    public ContextCache cache() {
        return cache;
    }

    @Override
    public Outage outage() {
        return cache.outage();
    }
}

package bot.conversational.domain.chat;

import bot.conversational.domain.shared.Outage;

class InMemoryConversationCacheTest implements ConversationCacheContract {

    private final InMemoryConversationCache cache = new InMemoryConversationCache(TOKEN_BUDGET);

    @Override
    public ConversationCache cache() {
        return cache;
    }

    @Override
    public Outage outage() {
        return cache.outage();
    }
}

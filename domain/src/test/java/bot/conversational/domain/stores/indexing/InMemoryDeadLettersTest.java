package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.DeadLettersContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryDeadLettersTest extends InMemoryStores implements DeadLettersContract {

    private final DeadLetters letters = new InMemoryDeadLetters(database);

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }
}

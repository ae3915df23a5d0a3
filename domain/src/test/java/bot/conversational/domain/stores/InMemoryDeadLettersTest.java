package bot.conversational.domain.stores;

import bot.conversational.domain.search.DeadLetters;
import bot.conversational.domain.search.DeadLettersContract;

class InMemoryDeadLettersTest extends InMemoryStores implements DeadLettersContract {

    private final DeadLetters letters = new InMemoryDeadLetters(database);

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }
}

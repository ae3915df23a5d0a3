package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.DeadLettersContract;

class JdbiDeadLettersIT extends JdbiStores implements DeadLettersContract {

    JdbiDeadLettersIT() {
        super(TestDatabase.create());
    }

    @Override
    public DeadLetters deadLetters() {
        return new JdbiDeadLetters(jdbi);
    }
}

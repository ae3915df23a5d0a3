package bot.conversational.adapters.postgres;

import bot.conversational.domain.search.DeadLetters;
import bot.conversational.domain.search.DeadLettersContract;

class JdbiDeadLettersIT extends JdbiStores implements DeadLettersContract {

    @Override
    public DeadLetters deadLetters() {
        return new JdbiDeadLetters(jdbi);
    }
}

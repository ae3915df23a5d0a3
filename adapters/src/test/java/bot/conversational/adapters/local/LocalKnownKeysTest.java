package bot.conversational.adapters.local;

import bot.conversational.domain.session.admission.KnownKeys;
import bot.conversational.domain.session.admission.KnownKeysContract;

class LocalKnownKeysTest implements KnownKeysContract {

    @Override
    public KnownKeys known() {
        return new LocalKnownKeys();
    }
}

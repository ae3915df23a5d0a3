package bot.conversational.domain.session.admission;

import java.time.InstantSource;

class InMemoryKnownKeysTest implements KnownKeysContract {

    @Override
    public KnownKeys known() {
        return new InMemoryKnownKeys(InstantSource.system());
    }
}

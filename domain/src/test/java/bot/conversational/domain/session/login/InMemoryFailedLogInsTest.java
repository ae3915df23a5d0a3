package bot.conversational.domain.session.login;

import java.time.InstantSource;

class InMemoryFailedLogInsTest implements FailedLogInsContract {

    @Override
    public FailedLogIns failedLogIns() {
        return new InMemoryFailedLogIns(InstantSource.system());
    }
}

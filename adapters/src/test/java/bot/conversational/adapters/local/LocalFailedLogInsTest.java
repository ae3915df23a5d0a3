package bot.conversational.adapters.local;

import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogInsContract;
import java.time.InstantSource;

class LocalFailedLogInsTest implements FailedLogInsContract {

    @Override
    public FailedLogIns failedLogIns() {
        return new LocalFailedLogIns(() -> 3, InstantSource.system());
    }
}

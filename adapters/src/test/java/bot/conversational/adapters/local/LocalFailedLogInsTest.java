package bot.conversational.adapters.local;

import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogInsContract;
import bot.conversational.domain.session.login.LogInLimits;
import java.time.InstantSource;

class LocalFailedLogInsTest implements FailedLogInsContract {

    @Override
    public FailedLogIns failedLogIns(LogInLimits limits) {
        return new LocalFailedLogIns(limits, () -> 3, InstantSource.system());
    }
}

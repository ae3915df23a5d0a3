package bot.conversational.adapters.system;

import bot.conversational.domain.session.FailedLogIns;
import bot.conversational.domain.session.FailedLogInsContract;
import bot.conversational.domain.session.LogInLimits;
import java.time.InstantSource;

class LocalFailedLogInsTest implements FailedLogInsContract {

    @Override
    public FailedLogIns failedLogIns(LogInLimits limits) {
        return new LocalFailedLogIns(limits, () -> 3, InstantSource.system());
    }
}

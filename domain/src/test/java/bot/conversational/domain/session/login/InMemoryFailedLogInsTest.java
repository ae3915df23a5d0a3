package bot.conversational.domain.session.login;

import java.time.InstantSource;

class InMemoryFailedLogInsTest implements FailedLogInsContract {

    @Override
    public FailedLogIns failedLogIns(LogInLimits limits) {
        return new InMemoryFailedLogIns(limits, InstantSource.system());
    }
}

package bot.conversational.adapters.local;

import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationAttemptsContract;
import bot.conversational.domain.registration.RegistrationLimits;
import java.time.InstantSource;

class LocalRegistrationAttemptsTest implements RegistrationAttemptsContract {

    @Override
    public RegistrationAttempts attempts(RegistrationLimits limits) {
        return new LocalRegistrationAttempts(limits, () -> 3, InstantSource.system());
    }
}

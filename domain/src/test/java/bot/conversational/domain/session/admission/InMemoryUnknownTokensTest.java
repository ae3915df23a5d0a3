package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.login.FailureLimit;
import java.time.InstantSource;

class InMemoryUnknownTokensTest implements UnknownTokensContract {

    @Override
    public UnknownTokens unknown(FailureLimit limit) {
        return new InMemoryUnknownTokens(limit, InstantSource.system());
    }
}

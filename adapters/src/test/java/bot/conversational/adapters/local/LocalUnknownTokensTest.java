package bot.conversational.adapters.local;

import bot.conversational.domain.session.admission.UnknownTokens;
import bot.conversational.domain.session.admission.UnknownTokensContract;
import bot.conversational.domain.session.login.FailureLimit;
import java.time.InstantSource;

class LocalUnknownTokensTest implements UnknownTokensContract {

    @Override
    public UnknownTokens unknown(FailureLimit limit) {
        return new LocalUnknownTokens(limit, InstantSource.system());
    }
}

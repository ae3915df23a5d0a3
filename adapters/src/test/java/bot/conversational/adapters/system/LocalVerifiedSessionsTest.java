package bot.conversational.adapters.system;

import bot.conversational.domain.session.VerifiedSessions;
import bot.conversational.domain.session.VerifiedSessionsContract;

class LocalVerifiedSessionsTest implements VerifiedSessionsContract {

    @Override
    public VerifiedSessions verified() {
        return new LocalVerifiedSessions();
    }
}

package bot.conversational.adapters.local;

import bot.conversational.domain.session.admission.VerifiedSessions;
import bot.conversational.domain.session.admission.VerifiedSessionsContract;

class LocalVerifiedSessionsTest implements VerifiedSessionsContract {

    @Override
    public VerifiedSessions verified() {
        return new LocalVerifiedSessions();
    }
}

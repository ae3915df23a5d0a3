package bot.conversational.adapters.local;

import bot.conversational.domain.session.admission.VerifiedPasses;
import bot.conversational.domain.session.admission.VerifiedPassesContract;

class LocalVerifiedPassesTest implements VerifiedPassesContract {

    @Override
    public VerifiedPasses verified() {
        return new LocalVerifiedPasses();
    }
}

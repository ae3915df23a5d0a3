package bot.conversational.domain.chat;

import bot.conversational.domain.shared.Outage;

class InMemoryLiveTurnMirrorTest implements LiveTurnMirrorContract {

    private final InMemoryLiveTurnMirror mirror = new InMemoryLiveTurnMirror();

    @Override
    public LiveTurnMirror mirror() {
        return mirror;
    }

    @Override
    public Outage outage() {
        return mirror.outage();
    }
}

package bot.conversational.domain.chat.live;

import bot.conversational.domain.shared.Outage;

class InMemoryLiveTextMirrorTest implements LiveTextMirrorContract {

    private final InMemoryLiveTextMirror mirror = new InMemoryLiveTextMirror();

    @Override
    public LiveTextMirror mirror() {
        return mirror;
    }

    @Override
    public Outage outage() {
        return mirror.outage();
    }
}

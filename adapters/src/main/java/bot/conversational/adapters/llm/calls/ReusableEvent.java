package bot.conversational.adapters.llm.calls;

import dev.langchain4j.http.client.sse.ServerSentEvent;

/**
 * All events of a stream, one after the other. langchain4j keeps every event until the stream's end, for those who ask for
 * them afterwards; here nobody does, and the envelope of a word is a hundred times as long as the word.
 */
final class ReusableEvent extends ServerSentEvent {

    private static final ServerSentEvent NONE = new ServerSentEvent("", "");

    private ServerSentEvent now = NONE;

    ReusableEvent() {
        super("", "");
    }

    /** Stands for this event until it is told to {@link #forget} it. */
    void become(ServerSentEvent event) {
        now = event;
    }

    void forget() {
        now = NONE;
    }

    @Override
    public String event() {
        return now.event();
    }

    @Override
    public String data() {
        return now.data();
    }
}

package bot.conversational.adapters.llm.tuning;

import dev.langchain4j.http.client.sse.ServerSentEvent;

/**
 * All events of a stream, one after the other. langchain4j collects every event until the stream's end, for callers
 * that want them afterwards. Here none does, and the envelope of a word is a hundred times as long as the word.
 *
 * <p>Remove it when langchain4j can be told not to keep the events of a stream.
 */
public final class ReusableEvent extends ServerSentEvent {

    private static final ServerSentEvent NONE = new ServerSentEvent("", "");

    private ServerSentEvent now = NONE;

    public ReusableEvent() {
        super("", "");
    }

    /** Represents this event until {@link #forget} is called. */
    public void become(ServerSentEvent event) {
        now = event;
    }

    public void forget() {
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

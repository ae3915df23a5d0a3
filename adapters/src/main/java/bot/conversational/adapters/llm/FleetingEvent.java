package bot.conversational.adapters.llm;

import dev.langchain4j.http.client.sse.ServerSentEvent;

/**
 * An event that has its data only while it is handled. langchain4j keeps every event of a stream until its end, for those
 * who ask for them afterwards; here nobody does, and the envelope of a word is a hundred times as long as the word.
 */
final class FleetingEvent extends ServerSentEvent implements AutoCloseable {

    private String data;

    FleetingEvent(ServerSentEvent event) {
        super(event.event(), "");
        this.data = event.data();
    }

    @Override
    public String data() {
        return data;
    }

    @Override
    public void close() {
        data = "";
    }
}

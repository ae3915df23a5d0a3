package bot.conversational.adapters.llm.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import org.junit.jupiter.api.Test;

class ReusableEventTest {

    @Test
    void dataShouldBeThereUntilTheEventIsHandled() {
        ReusableEvent event = new ReusableEvent();
        event.become(new ServerSentEvent("message", "a word in its envelope"));
        assertThat(event.event()).isEqualTo("message");
        assertThat(event.data()).isEqualTo("a word in its envelope");
        event.forget();
        assertThat(event.data()).isEmpty();
    }
}

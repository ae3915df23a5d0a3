package bot.conversational.adapters.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoredMessageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageDocument document = DocumentBuilder.of(new UserId(UUID.randomUUID()))
            .having(PartSamples.answer())
            .build();

    @Test
    void messageShouldBeWhatWasStored() throws Exception {
        String source = JSON.writeValueAsString(StoredMessage.of(document));

        assertThat(JSON.readValue(source, StoredMessage.class).message()).isEqualTo(document.message());
    }

    /** Searched until the index of this version is filled. */
    @Test
    void messageShouldBeReadFromAnIndexOfAVersionBefore() throws Exception {
        ObjectNode source = JSON.valueToTree(StoredMessage.of(document));
        source.remove(List.of("messageParts", "finishReason", "cachedTokens", "reasoningTokens"));
        source.remove(List.of("words", "parts", "twice", "often", "brevity"));

        Message message = JSON.treeToValue(source, StoredMessage.class).message();

        assertThat(message.body()).isEqualTo(Content.of(PartSamples.answer().text()));
        assertThat(message.finish()).isEmpty();
        assertThat(message.usage()).contains(new TokenUsage(12, 34));
    }
}

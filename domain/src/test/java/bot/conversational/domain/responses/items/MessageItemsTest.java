package bot.conversational.domain.responses.items;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageItemsTest {

    private static final String ID = "00000000-0000-7000-8000-00000000000a";

    private static final Message ANSWER = message(List.of(
            new Part.Reasoning("I think.", Optional.empty()),
            new Part.Text("I say."),
            new Part.ToolCall("call-1", "look_up", "{}"),
            new Part.Text("I say more.")));

    @Test
    void textThoughtsAndCallsShouldBeItemsWithNamesOfTheirOwn() {
        List<Item> items = MessageItems.of(ANSWER);

        assertThat(items)
                .extracting(item -> item.id().toString())
                .containsExactly("rs_" + ID + "_0", "msg_" + ID, "fc_" + ID + "_2", "msg_" + ID + "_3");
        assertThat(items).allMatch(item -> MessageItems.find(ANSWER, item.id()).equals(Optional.of(item)));
    }

    @Test
    void messageShouldLoseAnItem() {
        Item call = MessageItems.of(ANSWER).get(2);

        assertThat(MessageItems.without(ANSWER, call.id()))
                .isEqualTo(Content.of(
                        List.of(new Part.Reasoning("I think.", Optional.empty()), new Part.Text("I say.I say more."))));
    }

    @Test
    void emptyMessageShouldHaveNoItems() {
        assertThat(MessageItems.of(message(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_" + ID, "msg_" + ID + "_3", "rs_" + ID + "_0", "fc_" + ID + "_2", "fco_" + ID + "_1"})
    void idShouldComeBack(String text) {
        assertThat(ItemId.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ID, "fc_" + ID, "msg_1", "MSG_" + ID, "msg_" + ID + "_x", "resp_" + ID})
    void whatIsNoIdShouldNotBeRead(String text) {
        assertThat(ItemId.parse(text)).isEmpty();
    }

    private static Message message(List<Part> parts) {
        return Message.complete(
                new MessageId(UUID.fromString(ID)),
                new TreePosition(new ConversationId(UUID.randomUUID()), 1, Optional.empty()),
                MessageRole.ASSISTANT,
                Content.of(parts),
                Instant.EPOCH);
    }
}

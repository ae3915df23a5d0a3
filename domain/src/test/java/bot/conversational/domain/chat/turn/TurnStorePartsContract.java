package bot.conversational.domain.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link TurnStore} keeps of messages beside their text, seen through all that reads them. */
public interface TurnStorePartsContract extends TurnContract {

    @Test
    default void endShouldKeepEveryKindOfPart() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking(PartSamples.question());
        turns().begin(turn);
        dialogue.begun(turn);
        assertKept(dialogue, turn.question().orElseThrow());

        ContextMessage answer = answer(dialogue, turn, PartSamples.answer(), FinishReason.TOOL_CALLS);
        assertThat(turns().end(dialogue.user(), dialogue.id(), 1, answer)).isTrue();
        dialogue.ended(answer);

        assertKept(dialogue, turn.question().orElseThrow(), answer);
    }

    @Test
    default void beginAndEndShouldKeepEveryKindOfPart() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking(PartSamples.question());
        ContextMessage answer = answer(dialogue, turn, PartSamples.answer(), FinishReason.STOP);

        turns().beginAndEnd(turn, answer);
        dialogue.begunAndEnded(turn, answer);

        assertKept(dialogue, turn.question().orElseThrow(), answer);
    }

    @Test
    default void beginShouldKeepResultsOfToolsAsTheToolsMessage() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking(PartSamples.results());
        turns().begin(turn);
        dialogue.begun(turn);

        ContextMessage results = turn.question().orElseThrow();
        assertThat(results.message().role()).isEqualTo(MessageRole.TOOL);
        assertThat(results.message().content()).isEmpty();
        assertKept(dialogue, results);
    }

    @ParameterizedTest
    @EnumSource
    default void endShouldKeepWhyTheModelEnded(FinishReason finish) {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        turns().begin(turn);
        dialogue.begun(turn);

        ContextMessage answer = answer(dialogue, turn, Content.of("A"), finish);
        turns().end(dialogue.user(), dialogue.id(), 1, answer);
        dialogue.ended(answer);

        assertKept(dialogue, turn.question().orElseThrow(), answer);
        assertThat(history(dialogue).getFirst().finish()).contains(finish);
        assertThat(history(dialogue).getFirst().parts()).isEmpty();
    }

    @Test
    default void beginShouldGiveThePartsOfTheTurnThatTheKeyBegan() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking(PartSamples.question(), "a-key");
        turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = answer(dialogue, turn, PartSamples.answer(), FinishReason.TOOL_CALLS);
        turns().end(dialogue.user(), dialogue.id(), 1, answer);
        dialogue.ended(answer);

        TurnStore.Beginning again = turns().begin(dialogue.asking(PartSamples.question(), "a-key"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        TurnStore.Beginning.KeyUsed.class,
                        used -> assertThat(used.turn().exchange())
                                .isEqualTo(new Exchange(
                                        turn.question().orElseThrow().message(), answer.message(), true)));
    }

    @Test
    default void wantedShouldGiveTheFormThatTheQuestionWanted() {
        Dialogue dialogue = Dialogue.of(stores());
        AnswerForm form = new AnswerForm(
                new ToolUse(
                        List.of(new ToolUse.Tool(
                                "look_up", Optional.of("Looks up “ö”"), "{\"b\":1, \"a\":\"\\u0000\"}")),
                        Optional.of(new ToolUse.Choice.Named("look_up"))),
                new ResponseFormat.JsonSchema("answer", "{\"type\":\"object\"}"));
        NewTurn turn = Dialogue.wanting(form, dialogue.asking("Q"));
        MessageId question = turn.question().orElseThrow().message().id();
        dialogue.complete(turn, "A");

        assertThat(turns().wanted(dialogue.user(), dialogue.id(), question)).isEqualTo(form);
        assertThat(turns().wanted(dialogue.user(), dialogue.id(), turn.answerId()))
                .isEqualTo(AnswerForm.FREE);
        assertThat(turns().wanted(StoreSamples.newUser(stores()), dialogue.id(), question))
                .isEqualTo(AnswerForm.FREE);
    }

    private static ContextMessage answer(Dialogue dialogue, NewTurn turn, Content content, FinishReason finish) {
        return dialogue.answer(turn, content, MessageStatus.COMPLETED, Optional.of(finish));
    }

    /** The whole conversation, oldest message first. */
    private void assertKept(Dialogue dialogue, ContextMessage... messages) {
        List<ContextMessage> kept = List.of(messages);
        assertThat(context(dialogue).messages()).isEqualTo(kept);
        assertThat(history(dialogue))
                .filteredOn(message -> message.status() != MessageStatus.GENERATING)
                .isEqualTo(kept.reversed().stream().map(ContextMessage::message).toList());
        Change change = new Change(
                dialogue.user(), Change.Entity.CONVERSATION, dialogue.id().value(), 1);
        assertThat(stores().index().read(List.of(change), Optional.empty(), 10).entries())
                .map(entry -> ((IndexEntry.Put) entry).document().message())
                .isEqualTo(kept.stream().map(ContextMessage::message).toList());
    }

    private List<Message> history(Dialogue dialogue) {
        return stores().messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(10))
                .orElseThrow()
                .items();
    }
}

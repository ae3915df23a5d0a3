package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of messages as {@code jsonb}. */
class JdbiPartsIT {

    private final Jdbi jdbi = TestDatabase.shared().jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);
    private final Dialogue dialogue = Dialogue.of(stores);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"b": [1.50, -0], "a": null}    | {"a":null,"b":[1.50,0]}
            {"a\\u0000": "\\ud800 \\u0000"} | {"a\ufffd":"\ufffd \ufffd"}
            1e200000                        | "1E+200000"
            {                               | "{"
            """)
    void endShouldKeepDataAsJsonbCanHoldIt(String value, String kept) {
        Message answer = kept(Content.of(List.of(new Part.Data("name", value))));

        assertThat(answer.parts()).containsExactly(new Part.Data("name", kept));
    }

    @Test
    void endShouldKeepDataThatIsAsDeepAsThisServiceReads() {
        String deep = "[".repeat(500) + "]".repeat(500);

        assertThat(kept(Content.of(List.of(new Part.Data("name", deep)))).parts())
                .containsExactly(new Part.Data("name", deep));
    }

    @Test
    void endShouldLeavePartsOutWhenThereIsNothingButText() {
        kept(Content.of("A"));

        assertThat(jdbi.<Long, RuntimeException>withHandle(handle -> handle.createQuery(
                                "select count(*) from messages where user_id = :user and parts is null")
                        .bind("user", dialogue.user())
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(2);
    }

    @Test
    void historyShouldGiveTextForARowOfAnEarlierVersionAndDataForOneOfALater() {
        kept(PartSamples.answer());
        update("""
                update messages
                   set parts = null, finish_reason = null, cached_tokens = null, reasoning_tokens = null
                 where user_id = :user and role = 'assistant'
                """);
        Message earlier = newest();
        assertThat(earlier.body()).isEqualTo(Content.of(PartSamples.answer().text()));
        assertThat(earlier.finish()).isEmpty();
        assertThat(earlier.usage()).contains(new TokenUsage(7, 8));

        update("""
                update messages
                   set parts = '[{"type": "video", "seconds": 1.50}]'
                 where user_id = :user and role = 'assistant'
                """);
        assertThat(newest().parts()).containsExactly(new Part.Data("video", "{\"type\":\"video\",\"seconds\":1.50}"));
    }

    private Message kept(Content content) {
        NewTurn turn = dialogue.asking("Q");
        stores.turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(turn, content, MessageStatus.COMPLETED, Optional.of(FinishReason.STOP));
        assertThat(stores.turns().end(dialogue.user(), dialogue.id(), 1, answer))
                .isTrue();
        dialogue.ended(answer);
        return newest();
    }

    private Message newest() {
        return stores.messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(1))
                .orElseThrow()
                .items()
                .getFirst();
    }

    private void update(String statement) {
        jdbi.useHandle(handle ->
                handle.createUpdate(statement).bind("user", dialogue.user()).execute());
    }
}

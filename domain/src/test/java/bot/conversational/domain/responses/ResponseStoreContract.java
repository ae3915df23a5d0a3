package bot.conversational.domain.responses;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ResponseStore} and {@link MetadataStore} finds. */
public interface ResponseStoreContract extends StoreContract {

    ResponseStore responses();

    MetadataStore metadata();

    @Test
    default void locateShouldFindAnAnswerWhileItRunsAndAfterwards() {
        Dialogue dialogue = Dialogue.of(stores());
        AnswerForm form = new AnswerForm(
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.of("Be “brief”."),
                Map.of("given", "1", "metadata.ä", ""));
        NewTurn turn = Dialogue.wanting(form, dialogue.asking("Q"));
        stores().turns().begin(turn);
        dialogue.begun(turn);

        assertThat(responses().locate(dialogue.user(), turn.answerId()))
                .contains(new ResponseStore.Located(dialogue.id(), form, true));

        ContextMessage answer = dialogue.answer(turn, "A");
        stores().turns().end(dialogue.user(), dialogue.id(), 1, answer);
        assertThat(responses().locate(dialogue.user(), turn.answerId()))
                .contains(new ResponseStore.Located(dialogue.id(), form, false));
    }

    @Test
    default void locateShouldFindNothingElse() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");
        MessageId id = answer.message().id();

        assertThat(responses()
                        .locate(dialogue.user(), answer.message().parentId().orElseThrow()))
                .as("a question")
                .isEmpty();
        assertThat(responses().locate(StoreSamples.newUser(stores()), id))
                .as("another's")
                .isEmpty();
        assertThat(responses().message(StoreSamples.newUser(stores()), id))
                .as("another's")
                .isEmpty();
        stores().conversations().delete(dialogue.user(), dialogue.id());
        assertThat(responses().locate(dialogue.user(), id)).as("deleted").isEmpty();
        assertThat(responses().message(dialogue.user(), id)).as("deleted").isEmpty();
    }

    @Test
    default void messageShouldFindQuestionsAndAnswers() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");
        MessageId question = answer.message().parentId().orElseThrow();

        assertThat(responses().message(dialogue.user(), answer.message().id())).contains(answer.message());
        assertThat(responses().message(dialogue.user(), question).orElseThrow().content())
                .isEqualTo("Q");
    }

    @Test
    default void begunShouldFindTheTurnOfAKey() {
        Dialogue dialogue = Dialogue.of(stores());
        String key = "key-" + UUID.randomUUID();
        NewTurn turn = dialogue.asking("Q", key);
        stores().turns().begin(turn);

        assertThat(responses().begun(dialogue.user(), new IdempotencyKey(key)))
                .contains(new ResponseStore.Begun(dialogue.id(), turn.answerId(), Dialogue.hash("Q")));
        assertThat(responses().begun(StoreSamples.newUser(stores()), new IdempotencyKey(key)))
                .isEmpty();
    }

    @Test
    default void metadataShouldBeKeptInPlaceOfWhatWasThere() {
        Dialogue dialogue = Dialogue.of(stores());
        assertThat(metadata().find(dialogue.user(), dialogue.id())).contains(Metadata.NONE);

        Metadata noted = new Metadata(Map.of("key “1”", "wert\n\\N {}"));
        assertThat(metadata().put(dialogue.user(), dialogue.id(), noted)).isTrue();
        assertThat(metadata().find(dialogue.user(), dialogue.id())).contains(noted);

        assertThat(metadata().put(dialogue.user(), dialogue.id(), Metadata.NONE))
                .isTrue();
        assertThat(metadata().find(dialogue.user(), dialogue.id())).contains(Metadata.NONE);
        assertThat(metadata().put(StoreSamples.newUser(stores()), dialogue.id(), noted))
                .isFalse();
        assertThat(metadata().find(StoreSamples.newUser(stores()), dialogue.id()))
                .isEmpty();
    }
}

package bot.conversational.domain.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.sharing.ShareTerms.Ticked;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BranchSnapshotTest {

    private static final Part TEXT = new Part.Text("The answer.");
    private static final Part CALL = new Part.ToolCall("c", "look", "{}");
    private static final Part FILE = new Part.Attachment(
            Part.Attachment.Kind.IMAGE, "image/png", Optional.empty(), new Part.Origin.Url("https://example.org/a"));

    private final Stores stores = new InMemoryDatabase().stores();
    private final BranchSnapshot snapshots = new BranchSnapshot(stores.conversations(), stores.messages());
    private final Dialogue dialogue = Dialogue.of(stores);

    private void answered(List<Part> parts) {
        NewTurn turn = dialogue.asking("A question");
        stores.turns().begin(turn);
        dialogue.begun(turn);
        var answer = dialogue.answer(turn, Content.of(parts), MessageStatus.COMPLETED, Optional.of(FinishReason.STOP));
        stores.turns().end(dialogue.user(), dialogue.id(), 1, answer);
        dialogue.ended(answer);
    }

    private List<SharedMessage> shared(Ticked ticked) {
        return snapshots.of(dialogue.user(), dialogue.id(), Optional.empty(), ticked).pieces().stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void shouldHoldNoMoreThanWhatIsTicked() {
        answered(List.of(
                new Part.Reasoning("Hm.", Optional.of("signature")),
                TEXT,
                CALL,
                FILE,
                new Part.Data("note", "{\"secret\": 1}")));

        assertThat(shared(Ticked.NOTHING).getLast().content()).isEqualTo(Content.of("The answer."));
        assertThat(shared(new Ticked(true, false, false)).getLast().content().parts())
                .as("thoughts without their proof")
                .containsExactly(new Part.Reasoning("Hm.", Optional.empty()), TEXT);
        assertThat(shared(new Ticked(false, true, false)).getLast().content().parts())
                .containsExactly(TEXT, CALL);
        assertThat(shared(new Ticked(false, false, true)).getLast().content().parts())
                .containsExactly(TEXT, FILE);
    }

    @Test
    void shouldLeaveOutWhatIsBeingGenerated() {
        dialogue.exchange("First", "Answer");
        NewTurn running = dialogue.asking("Second");
        stores.turns().begin(running);

        assertThat(shared(Ticked.NOTHING))
                .extracting(it -> it.content().text())
                .containsExactly("First", "Answer", "Second");
    }

    @Test
    void shouldCutLongBranchesIntoPiecesAndRefuseTooLongOnes() {
        String long1 = "x".repeat(60_000);
        for (int i = 0; i < 5; i++) {
            dialogue.exchange("Question " + i, long1);
        }
        Snapshot snapshot = snapshots.of(dialogue.user(), dialogue.id(), Optional.empty(), Ticked.NOTHING);
        assertThat(snapshot.pieces()).hasSize(2);
        assertThat(snapshot.pieces().getFirst().getFirst().content().text()).isEqualTo("Question 0");

        for (int i = 0; i < 70; i++) {
            dialogue.exchange("Question " + i, long1);
        }
        assertThatThrownBy(() -> shared(Ticked.NOTHING)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void shouldRefuseWhatIsEmptyOrNotThere() {
        assertThatThrownBy(() -> shared(Ticked.NOTHING)).isInstanceOf(DomainException.Invalid.class);
        assertThatThrownBy(() -> snapshots.of(
                        dialogue.user(), new ConversationId(UUID.randomUUID()), Optional.empty(), Ticked.NOTHING))
                .isInstanceOf(DomainException.NotFound.class);
    }
}

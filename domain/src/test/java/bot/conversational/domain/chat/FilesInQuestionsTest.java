package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.live.InMemoryLiveTextMirror;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.files.SampleFile;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions that name uploaded files. */
class FilesInQuestionsTest extends InMemoryStores {

    private static final InstantSource CLOCK = InstantSource.fixed(StoreSamples.NOON);
    private static final int WINDOW = 4_000;

    private final CountingIdSource ids = new CountingIdSource();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final UserId user = StoreSamples.newUser(stores());
    private final ConversationId conversation = new CreateConversation(
                    stores().conversations(), TestNode.models(WINDOW), ids, CLOCK)
            .create(user, ConversationSettings.of(Optional.empty(), Optional.empty(), Optional.empty()))
            .id();
    private final TestNode node = new TestNode(
            "node",
            new TestNode.Shared(
                    stores(),
                    new InMemoryContextCache(WINDOW),
                    new InMemoryLiveTextMirror(),
                    model,
                    WINDOW,
                    ids,
                    CLOCK),
            Runnable::run);
    private final SampleFile file = SampleFile.of(1_000);

    @Test
    void modelShouldBeShownTheFileAndTheMessageShouldNameIt() {
        stores().files().put(user, file.file(), file, CLOCK.instant(), Long.MAX_VALUE);

        Exchange exchange = ask();

        assertThat(exchange.userMessage().body()).isEqualTo(file.named());
        assertThat(model.prompts().getLast().messages().getLast().content().all(Part.Attachment.class))
                .singleElement()
                .satisfies(shown -> assertThat(shown.origin())
                        .isInstanceOfSatisfying(
                                Part.Origin.Url.class,
                                url -> assertThat(url.url()).startsWith("data:")));
    }

    @Test
    void fileThatIsNotThereShouldBeRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(this::ask).isInstanceOf(DomainException.Invalid.class);

        assertThat(stores().conversations()
                        .find(user, conversation)
                        .orElseThrow()
                        .messageCount())
                .isZero();
    }

    @Test
    void bytesOfADataUrlShouldBecomeAFile() {
        String url = "data:application/x-sample;base64," + Base64.getEncoder().encodeToString(file.bytes());
        Part sent = new Part.Attachment(
                Part.Attachment.Kind.FILE, "application/x-sample", Optional.of("a.bin"), new Part.Origin.Url(url));

        Exchange exchange = ask(Content.of(List.of(new Part.Text("Look!"), sent)));

        assertThat(exchange.userMessage().body().all(Part.Attachment.class))
                .containsExactly(new Part.Attachment(
                        Part.Attachment.Kind.FILE, "application/x-sample", Optional.of("a.bin"), file.blob()));
        assertThat(stores().files().find(user, file.blob())).isPresent();
        assertThat(model.prompts().getLast().messages().getLast().content().all(Part.Attachment.class))
                .containsExactly((Part.Attachment) sent);
    }

    private Exchange ask() {
        return ask(file.named());
    }

    private Exchange ask(Content content) {
        Question question = new Question(content, new Parent.Newest(), GenerationOptions.NONE);
        return node.ask(user, conversation, question, Optional.empty());
    }
}

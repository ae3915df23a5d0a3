package bot.conversational.domain.chat.titles;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.TestNode;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.live.InMemoryLiveTextMirror;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TitleConversationTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
    private static final int WINDOW = 400;

    private final Stores stores = new InMemoryDatabase(CLOCK).stores();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final UserId user = StoreSamples.newUser(stores);
    private final Conversation conversation = Conversation.begun(
            new ConversationId(UUID.randomUUID()),
            user,
            new ConversationSettings(Optional.empty(), Optional.empty(), Optional.empty(), false, false),
            Filing.NONE,
            CLOCK.instant());

    TitleConversationTest() {
        stores.conversations().add(conversation);
    }

    @Test
    void modelShouldTitleTheConversationAfterTheFirstAnswerOnly() {
        TestNode node = node(Optional.of("small"));
        model.answer("Six corners.").answer("“Corners of a hexagon”").answer("Really.");

        ask(node, "How many corners has a hexagon?");
        ask(node, "Really?");

        assertThat(title()).isEqualTo("Corners of a hexagon");
        assertThat(model.prompts()).hasSize(3);
        assertThat(model.prompts().get(1).messages().getFirst().content().text())
                .contains("How many corners has a hexagon?", "Six corners.");
    }

    @Test
    void withoutATitleModelTheBeginningOfTheQuestionShouldStay() {
        ask(node(Optional.empty()), "How many corners?");

        assertThat(title()).isEqualTo("How many corners?");
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void titleThatTheUserGaveMeanwhileShouldStay() {
        model.answer("Six.").answer("A title");
        LanguageModel slow = (prompt, deltas, stop) -> {
            if (!model.prompts().isEmpty()) {
                stores.conversations().edit(user, conversation.id(), ConversationEdit.ofTitle("Mine"), CLOCK.instant());
            }
            return model.generate(prompt, deltas, stop);
        };

        ask(node(Optional.of("small"), slow), "How many corners?");

        assertThat(model.prompts()).hasSize(2);
        assertThat(title()).isEqualTo("Mine");
    }

    @Test
    void failureShouldLeaveTheTitleThatIsThere() {
        TestNode node = node(Optional.of("small"));
        model.answer("Six.").fail(new DomainException.ModelFailed("away", null));

        ask(node, "How many corners?");

        assertThat(title()).isEqualTo("How many corners?");
    }

    private String title() {
        return stores.conversations()
                .find(user, conversation.id())
                .orElseThrow()
                .title()
                .orElse("");
    }

    private TestNode node(Optional<String> titleModel) {
        return node(titleModel, model);
    }

    private TestNode node(Optional<String> titleModel, LanguageModel languageModel) {
        return new TestNode(
                "node",
                new TestNode.Shared(
                        stores,
                        new InMemoryContextCache(WINDOW),
                        new InMemoryLiveTextMirror(),
                        languageModel,
                        WINDOW,
                        new CountingIdSource(),
                        CLOCK,
                        titleModel),
                Runnable::run);
    }

    private void ask(TestNode node, String text) {
        Question question = new Question(text, new Parent.Newest(), GenerationOptions.NONE);
        node.ask(user, conversation.id(), question, Optional.empty());
    }
}

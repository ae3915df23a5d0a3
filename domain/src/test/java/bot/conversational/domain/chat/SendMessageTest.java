package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.live.InMemoryLiveTextMirror;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendMessageTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
    private static final int WINDOW = 40;

    private final CountingIdSource ids = new CountingIdSource();
    private final InMemoryDatabase database = new InMemoryDatabase(CLOCK);
    private final Stores stores = database.stores();
    private final InMemoryContextCache cache = new InMemoryContextCache(WINDOW);
    private final ScriptedLanguageModel languageModel = new ScriptedLanguageModel();
    private final UserId user = new UserId(ids.next());
    private final TestNode node = new TestNode(
            "node",
            new TestNode.Shared(stores, cache, new InMemoryLiveTextMirror(), languageModel, WINDOW, ids, CLOCK),
            Runnable::run);

    @BeforeEach
    void addUser() {
        User account = new User(user, new EmailAddress("a@b.c"), Optional.empty(), Role.USER, CLOCK.instant());
        stores.users().add(new Credentials(account, new PasswordHash("x")));
    }

    @Test
    void sendShouldKeepQuestionAndAnswer() {
        ConversationId conversation = conversation(Optional.empty());

        Exchange exchange = node.ask(user, conversation, ask("What is a hexagon?"), Optional.empty());

        assertThat(exchange.assistantMessage().content()).isEqualTo("This is an answer.");
        assertThat(exchange.assistantMessage().status()).isEqualTo(MessageStatus.COMPLETED);
        assertThat(exchange.assistantMessage().parentId())
                .contains(exchange.userMessage().id());
        assertThat(history(conversation)).containsExactly(exchange.assistantMessage(), exchange.userMessage());
        Conversation after = stores.conversations().find(user, conversation).orElseThrow();
        assertThat(after.title()).contains("What is a hexagon?");
        assertThat(after.messageCount()).isEqualTo(2);
    }

    @Test
    void promptShouldHoldTheNewestMessagesThatFitAndTheSystemPrompt() {
        ConversationId conversation = conversation(Optional.of("Be brief."));
        node.ask(user, conversation, ask("one " + "word ".repeat(24)), Optional.empty());
        node.ask(user, conversation, ask("two"), Optional.empty());
        node.ask(user, conversation, ask("three " + "word ".repeat(20)), Optional.empty());

        Prompt prompt = languageModel.prompts().getLast();
        assertThat(prompt.systemPrompt()).contains("Be brief.");
        assertThat(prompt.messages())
                .extracting(line -> line.content().text().substring(0, 3))
                .containsExactly("two", "Thi", "thr"); // a user begins
    }

    @Test
    void sameQuestionInSameContextShouldNotReachTheModelAgain() {
        ConversationId first = conversation(Optional.empty());
        ConversationId second = conversation(Optional.empty());
        Exchange asked = node.ask(user, first, ask("Same?"), Optional.empty());

        Exchange again = node.ask(user, second, ask("Same?"), Optional.empty());

        assertThat(languageModel.prompts()).hasSize(1);
        assertThat(again.assistantMessage().cached()).isTrue();
        assertThat(again.assistantMessage().content())
                .isEqualTo(asked.assistantMessage().content());
        assertThat(again.assistantMessage().usage())
                .isEqualTo(asked.assistantMessage().usage());
        assertThat(history(second)).containsExactly(again.assistantMessage(), again.userMessage());
        assertThat(stores.turns()
                        .context(user, second, new Parent.Newest(), 1_000)
                        .orElseThrow()
                        .messages())
                .as("counted for the first turn")
                .extracting(ContextMessage::tokens)
                .containsExactly(1, 4);
    }

    @Test
    void sameQuestionUnderAnotherSystemPromptShouldReachTheModel() {
        node.ask(user, conversation(Optional.empty()), ask("Same?"), Optional.empty());
        node.ask(user, conversation(Optional.of("Be rude.")), ask("Same?"), Optional.empty());
        assertThat(languageModel.prompts()).hasSize(2);
    }

    @Test
    void sameQuestionUnderInstructionsShouldReachTheModelWithThem() {
        node.ask(user, conversation(Optional.of("Be brief.")), ask("Same?"), Optional.empty());
        AnswerForm form = new AnswerForm(ToolUse.NONE, ResponseFormat.free(), Optional.of("Rhyme."), Map.of("a", "b"));
        Question told = new Question("Same?", new Parent.Newest(), GenerationOptions.NONE.in(form));
        node.ask(user, conversation(Optional.of("Be brief.")), told, Optional.empty());
        assertThat(languageModel.prompts()).hasSize(2);
        assertThat(languageModel.prompts().getLast().systemPrompt()).contains("Be brief.\n\nRhyme.");
    }

    @Test
    void answerOfAFallbackShouldNameItsModelAndNotBeGivenAgain() {
        LanguageModel fallback = (prompt, deltas, stop) -> {
            deltas.accept(new Delta.Text("Instead."));
            return new Completion(Content.of("Instead."), "other", Optional.empty(), Optional.of(FinishReason.STOP));
        };
        TestNode falling = new TestNode(
                "falling",
                new TestNode.Shared(stores, cache, new InMemoryLiveTextMirror(), fallback, WINDOW, ids, CLOCK),
                Runnable::run);
        Exchange first = falling.ask(user, conversation(Optional.empty()), ask("Same?"), Optional.empty());
        Exchange again = falling.ask(user, conversation(Optional.empty()), ask("Same?"), Optional.empty());
        assertThat(first.assistantMessage().model()).contains("other");
        assertThat(again.assistantMessage().cached()).isFalse();
    }

    @Test
    void staleCacheShouldNotBeBelieved() {
        ConversationId conversation = conversation(Optional.empty());
        node.ask(user, conversation, ask("one"), Optional.empty());
        try (Outage outage = cache.outage()) {
            node.ask(user, conversation, ask("two"), Optional.empty());
        }

        Exchange third = node.ask(user, conversation, ask("three"), Optional.empty());

        assertThat(languageModel.prompts().getLast().messages()).hasSize(5);
        assertThat(third.userMessage().seq()).isEqualTo(5);
        assertThat(history(conversation)).hasSize(6);
    }

    @Test
    void sendShouldWorkWithoutTheCache() {
        ConversationId conversation = conversation(Optional.empty());
        try (Outage outage = cache.outage()) {
            node.ask(user, conversation, ask("one"), Optional.empty());
            node.ask(user, conversation, ask("one"), Optional.empty());
        }
        assertThat(history(conversation)).hasSize(4);
    }

    @Test
    void failureOfTheModelShouldKeepTheQuestionAndWhatCame() {
        ConversationId conversation = conversation(Optional.empty());
        languageModel.fail(new DomainException.ModelFailed("The language model broke off.", null), "Half an ");

        assertThatThrownBy(() -> node.ask(user, conversation, ask("Well?"), Optional.empty()))
                .isInstanceOf(DomainException.ModelFailed.class);

        List<Message> kept = history(conversation);
        assertThat(kept).extracting(Message::content).containsExactly("Half an ", "Well?");
        assertThat(kept.getFirst().status()).isEqualTo(MessageStatus.FAILED);
        Exchange next = node.ask(user, conversation, ask("Well?"), Optional.empty());
        assertThat(next.assistantMessage().cached())
                .as("no failed answer enters the cache")
                .isFalse();
    }

    @Test
    void secondTurnAtOnceShouldBeRefused() throws Exception {
        ConversationId conversation = conversation(Optional.empty());
        CompletableFuture<Void> gate = new CompletableFuture<>();
        languageModel.script(new ScriptedLanguageModel.Step.WaitFor(gate), new ScriptedLanguageModel.Step.Say("late"));
        Thread first = Thread.startVirtualThread(() -> node.ask(user, conversation, ask("one"), Optional.empty()));
        while (languageModel.prompts().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> node.ask(user, conversation, ask("two"), Optional.empty()))
                .isInstanceOf(DomainException.Conflict.class);
        gate.complete(null);
        first.join();
        assertThat(history(conversation)).hasSize(2);
    }

    @Test
    void keyShouldMakeARetryGiveTheFirstAnswer() {
        ConversationId conversation = conversation(Optional.empty());
        Question question = ask("Once?");
        Optional<KeyedRequest> request =
                Optional.of(KeyedRequest.of(new IdempotencyKey("k-1"), conversation, question));

        Exchange first = node.ask(user, conversation, question, request);
        Exchange again = node.ask(user, conversation, question, request);

        assertThat(again.replayed()).isTrue();
        assertThat(again.userMessage()).isEqualTo(first.userMessage());
        assertThat(again.assistantMessage()).isEqualTo(first.assistantMessage());
        assertThat(history(conversation)).hasSize(2);
        Question other = ask("Twice?");
        assertThatThrownBy(() -> node.ask(
                        user,
                        conversation,
                        other,
                        Optional.of(KeyedRequest.of(new IdempotencyKey("k-1"), conversation, other))))
                .isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void questionMayBranchOff() {
        ConversationId conversation = conversation(Optional.empty());
        Exchange first = node.ask(user, conversation, ask("one"), Optional.empty());
        node.ask(user, conversation, ask("two"), Optional.empty());
        Parent parent = new Parent.Of(first.assistantMessage().id());
        Exchange edited = node.ask(user, conversation, ask("zwei", parent), Optional.empty());

        assertThat(edited.userMessage().parentId())
                .contains(first.assistantMessage().id());
        assertThat(history(conversation))
                .extracting(Message::content)
                .containsExactly("This is an answer.", "zwei", "This is an answer.", "one");
        Exchange fresh = node.ask(user, conversation, ask("start", new Parent.None()), Optional.empty());
        assertThat(history(conversation)).containsExactly(fresh.assistantMessage(), fresh.userMessage());
    }

    @Test
    void conversationOfAnotherShouldNotBeThere() {
        ConversationId conversation = conversation(Optional.empty());
        assertThatThrownBy(() -> node.ask(new UserId(ids.next()), conversation, ask("hello"), Optional.empty()))
                .isInstanceOf(DomainException.NotFound.class);
        assertThat(languageModel.prompts()).isEmpty();
    }

    @Test
    void unknownModelShouldBeRefusedBeforeAnythingIsWritten() {
        ConversationId conversation = conversation(Optional.empty());
        GenerationOptions options = GenerationOptions.of(Optional.of("other"), Optional.empty(), Optional.empty());
        Question question = new Question("a", new Parent.Newest(), options);
        assertThatThrownBy(() -> node.ask(user, conversation, question, Optional.empty()))
                .isInstanceOf(DomainException.Invalid.class);
        assertThat(history(conversation)).isEmpty();
    }

    private ConversationId conversation(Optional<String> systemPrompt) {
        return new CreateConversation(stores.conversations(), TestNode.models(100), ids, CLOCK)
                .create(user, ConversationSettings.of(Optional.empty(), Optional.empty(), systemPrompt))
                .id();
    }

    private List<Message> history(ConversationId conversation) {
        return stores.messages()
                .history(user, conversation, Optional.empty(), PageRequest.first(50))
                .orElseThrow()
                .items();
    }

    private static Question ask(String content) {
        return ask(content, new Parent.Newest());
    }

    private static Question ask(String content, Parent parent) {
        return new Question(content, parent, GenerationOptions.NONE);
    }
}

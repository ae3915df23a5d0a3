package bot.conversational.domain.chat.live;

import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.TestNode;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.live.TurnReader.Step;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.WaitFor;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** Two nodes on the same stores, and a user who asks them. */
abstract class TwoNodes {

    static final Duration SOON = Duration.ofSeconds(30);

    final CountingIdSource ids = new CountingIdSource();
    final InMemoryDatabase database = new InMemoryDatabase();
    final Stores stores = database.stores();
    final InMemoryLiveTextMirror mirror = new InMemoryLiveTextMirror();
    final ScriptedLanguageModel model = new ScriptedLanguageModel();
    final TestNode.Shared shared = new TestNode.Shared(
            stores, new InMemoryContextCache(1_000), mirror, model, 1_000, ids, InstantSource.system());
    final TestNode one = new TestNode("one", shared, Thread::startVirtualThread);
    final TestNode two = new TestNode("two", shared, Thread::startVirtualThread);
    final UserId user = StoreSamples.newUser(stores);
    final ConversationId conversation = conversation();
    final CompletableFuture<Void> gate = new CompletableFuture<>();

    TwoNodes() {
        one.lease.renew();
        two.lease.renew();
    }

    @AfterEach
    void open() {
        gate.complete(null);
    }

    static ScriptedLanguageModel.Step say(String text) {
        return new ScriptedLanguageModel.Step.Say(text);
    }

    /** A turn on node one that says the first piece, waits for the gate, and says the others. */
    final TurnReader halted(String first, String... others) {
        List<ScriptedLanguageModel.Step> steps = new ArrayList<>();
        steps.add(say(first));
        steps.add(new WaitFor(gate));
        for (String other : others) {
            steps.add(say(other));
        }
        model.script(steps.toArray(ScriptedLanguageModel.Step[]::new));
        return one.send.send(user, conversation, question("q"), Optional.empty());
    }

    static String text(TurnReader reader, int bytes) {
        StringBuilder text = new StringBuilder();
        while (AnswerLog.sizeOf(text.toString()) < bytes) {
            if (reader.next(SOON) instanceof Step.More(var piece)
                    && piece.delta() instanceof Delta.Text(String delta)) {
                text.append(delta);
            } else {
                throw new AssertionError("no more than: " + text);
            }
        }
        return text.toString();
    }

    static String rest(TurnReader reader) {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next(SOON)) {
                case Step.More(var piece) -> {
                    if (piece.delta() instanceof Delta.Text(String delta)) {
                        text.append(delta);
                    }
                }
                case Step.Silence() -> throw new AssertionError("silence behind: " + text);
                case Step.Ended ended -> {
                    return text.toString();
                }
            }
        }
    }

    final void mirrorSoon(TurnReader reader, long size) {
        await().atMost(SOON).until(() -> {
            one.texts.mirror();
            return one.live.find(id(reader)).orElseThrow().saved(Watermark.MIRROR) == size;
        });
    }

    static MessageId id(TurnReader reader) {
        return reader.generating().id();
    }

    final Message stored(MessageId id) {
        return stores.live()
                .answers()
                .find(user, conversation, id)
                .orElseThrow()
                .assistantMessage();
    }

    final ConversationId conversation() {
        return conversation(user);
    }

    final ConversationId conversation(UserId owner) {
        return new CreateConversation(stores.conversations(), TestNode.models(100), ids, InstantSource.system())
                .create(owner, ConversationSettings.of(Optional.empty(), Optional.empty(), Optional.empty()))
                .id();
    }

    static Question question(String content) {
        return new Question(content, new Parent.Newest(), GenerationOptions.NONE);
    }
}

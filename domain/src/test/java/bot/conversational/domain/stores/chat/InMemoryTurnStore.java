package bot.conversational.domain.stores.chat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryConversation.StoredTurn;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns in memory. */
public final class InMemoryTurnStore implements TurnStore {

    private static final int MOST_MESSAGES = 500;

    private final InMemoryDatabase database;

    public InMemoryTurnStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Context> context(UserId user, ConversationId conversation, Parent parent, int tokenBudget) {
        return database.call(() -> database.conversation(user, conversation).flatMap(stored -> switch (parent) {
            case Parent.Newest() ->
                Optional.of(context(stored, stored.state.head().id(), tokenBudget));
            case Parent.None() -> Optional.of(context(stored, Optional.empty(), tokenBudget));
            case Parent.Of(MessageId id) ->
                stored.message(id).map(found -> context(stored, Optional.of(id), tokenBudget));
        }));
    }

    private Context context(InMemoryConversation stored, Optional<MessageId> newest, int tokenBudget) {
        List<ContextMessage> newestFirst = Stream.iterate(
                        newest.flatMap(stored::message),
                        Optional::isPresent,
                        m -> m.flatMap(child -> child.message().parentId()).flatMap(stored::message))
                .flatMap(Optional::stream)
                .limit(MOST_MESSAGES)
                .toList();
        BranchHead head = newestFirst.isEmpty() ? BranchHead.NONE : BranchHead.of(newestFirst.getFirst());
        ConversationState state = stored.state.on(head).in(database.prompt(stored.conversation()));
        return new Context(state, Context.fitting(newestFirst.reversed(), tokenBudget));
    }

    @Override
    public AnswerForm wanted(UserId user, ConversationId conversation, MessageId question) {
        return database.call(() -> database.conversation(user, conversation)
                .flatMap(stored -> Optional.ofNullable(stored.wanted.get(question)))
                .orElse(AnswerForm.FREE));
    }

    @Override
    public Beginning begin(NewTurn turn) {
        return beginning(turn, stored -> {
            BranchHead head = turn.question().map(BranchHead::of).orElse(stored.state.head());
            stored.state = stored.state
                    .after(turn.added(), turn.answerParent(), turn.startedAt(), turn.title())
                    .on(head);
            stored.turns.put(turn.answerId(), new StoredTurn(turn, true));
        });
    }

    @Override
    public Beginning beginAndEnd(NewTurn turn, ContextMessage answer) {
        return beginning(
                turn,
                stored -> {
                    stored.state =
                            stored.state.after(turn.added(), BranchHead.of(answer), turn.startedAt(), turn.title());
                    stored.keep(answer);
                    turn.request().ifPresent(request -> stored.turns.put(turn.answerId(), new StoredTurn(turn, false)));
                },
                answer);
    }

    private Beginning beginning(NewTurn turn, Consumer<InMemoryConversation> write, ContextMessage... answers) {
        Conversation before = turn.before().conversation();
        return database.call(() -> database.conversation(before.user(), before.id())
                .map(stored -> refusal(stored, turn).orElseGet(() -> {
                    boolean untitled = stored.conversation().title().isEmpty();
                    turn.question().ifPresent(question -> {
                        stored.keep(question);
                        stored.wanted.put(question.message().id(), turn.wanted());
                    });
                    write.accept(stored);
                    if (untitled && turn.title().isPresent()) {
                        changed(stored, Change.Entity.CONVERSATION, before.id().value());
                    }
                    List<ContextMessage> written =
                            new ArrayList<>(turn.question().stream().toList());
                    written.addAll(List.of(answers));
                    written.forEach(message -> changed(stored, message));
                    return new Beginning.Begun();
                }))
                .orElseGet(Beginning.NoConversation::new));
    }

    private Optional<Beginning> refusal(InMemoryConversation stored, NewTurn turn) {
        Optional<Beginning> used = turn.request()
                .flatMap(request -> database.conversations(stored.conversation().user()).stream()
                        .flatMap(other -> other.turns.values().stream()
                                .filter(earlier -> earlier.start()
                                        .request()
                                        .map(NewTurn.KeyedRequest::key)
                                        .equals(Optional.of(request.key())))
                                .map(earlier -> new Beginning.KeyUsed(recorded(other, earlier))))
                        .findFirst());
        return used.or(() -> stored.running()
                        .map(running -> new Beginning.Busy(running.start().answerId())))
                .or(() -> stored.version() == turn.before().conversation().version()
                                && stored.state.write().equals(turn.before().write())
                                && revision(database.prompt(stored.conversation()))
                                        .equals(revision(turn.before().folder()))
                        ? Optional.empty()
                        : Optional.of(new Beginning.Stale()));
    }

    private static Optional<UUID> revision(Optional<FolderPrompt> folder) {
        return folder.map(FolderPrompt::revision);
    }

    private static RecordedTurn recorded(InMemoryConversation stored, StoredTurn turn) {
        NewTurn start = turn.start();
        return new RecordedTurn(
                start.request().orElseThrow().hash(),
                new Exchange(
                        start.answerParent().id().flatMap(stored::any).orElseThrow(),
                        stored.any(start.answerId()).orElseThrow(),
                        true));
    }

    @Override
    public boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        return database.call(() -> database.conversation(user, conversation)
                .filter(stored -> attempt == 1)
                .filter(stored -> stored.running()
                        .filter(turn ->
                                turn.start().answerId().equals(answer.message().id()))
                        .isPresent())
                .map(stored -> {
                    end(stored, answer);
                    return true;
                })
                .orElse(false));
    }

    private void end(InMemoryConversation stored, ContextMessage answer) {
        MessageId id = answer.message().id();
        stored.turns.computeIfPresent(id, (key, turn) -> new StoredTurn(turn.start(), false));
        stored.pieces.remove(id);
        stored.toStop.remove(id);
        stored.keep(answer);
        stored.state =
                stored.state.after(0, BranchHead.of(answer), answer.message().createdAt(), Optional.empty());
        changed(stored, answer);
    }

    private void changed(InMemoryConversation stored, ContextMessage message) {
        changed(stored, Change.Entity.MESSAGE, message.message().id().value());
    }

    private void changed(InMemoryConversation stored, Change.Entity entity, UUID id) {
        database.changed(new Change(stored.conversation().user(), entity, id, stored.version()));
    }
}

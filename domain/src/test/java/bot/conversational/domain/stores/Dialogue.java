package bot.conversational.domain.stores;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation in the stores and its state as the domain works it out, so that a test can compare it with what is kept.
 * Time goes on by a second with every message.
 */
public final class Dialogue {

    public static final int TOKENS = 10;

    /** Where its turns run. */
    public static final NodeId NODE = new NodeId("node-" + UUID.randomUUID(), 1);

    private final Stores stores;
    private ConversationState state;
    private Instant now = StoreSamples.NOON;

    private Dialogue(Stores stores, Conversation conversation) {
        this.stores = stores;
        this.state = ConversationState.added(conversation);
    }

    /** Of a new user, without a title. */
    public static Dialogue of(Stores stores) {
        return of(stores, StoreSamples.newUser(stores));
    }

    public static Dialogue of(Stores stores, UserId user) {
        Conversation conversation = StoreSamples.conversation(user, Optional.empty(), StoreSamples.NOON);
        stores.conversations().add(conversation);
        return new Dialogue(stores, conversation);
    }

    /** The same conversation as others have written in it. */
    public Dialogue at(ConversationState read) {
        Dialogue same = new Dialogue(stores, read.conversation());
        same.state = read;
        return same;
    }

    public UserId user() {
        return state.conversation().user();
    }

    public ConversationId id() {
        return state.conversation().id();
    }

    public ConversationState state() {
        return state;
    }

    /** A turn that asks behind the newest message; nothing is written. */
    public NewTurn asking(String content) {
        return asking(content, state.head(), Optional.empty());
    }

    /** A turn that begins then. */
    public NewTurn asking(String content, Instant then) {
        now = then.minusSeconds(1);
        return asking(content);
    }

    public NewTurn asking(String content, String key) {
        return asking(content, state.head(), Optional.of(new KeyedRequest(new IdempotencyKey(key), hash(content))));
    }

    public NewTurn asking(String content, BranchHead parent, Optional<KeyedRequest> request) {
        return asking(Content.of(content), parent, request);
    }

    /** A turn whose question has parts. */
    public NewTurn asking(Content content) {
        return asking(content, state.head(), Optional.empty());
    }

    public NewTurn asking(Content content, String key) {
        return asking(
                content, state.head(), Optional.of(new KeyedRequest(new IdempotencyKey(key), hash(content.text()))));
    }

    private NewTurn asking(Content content, BranchHead parent, Optional<KeyedRequest> request) {
        now = now.plusSeconds(1);
        Message question = Message.question(
                new MessageId(UUID.randomUUID()),
                new TreePosition(id(), state.lastSeq() + 1, parent.id()),
                content,
                now);
        ContextMessage added =
                new ContextMessage(question, TOKENS, parent.hash().plus(question.role(), content));
        BranchHead asked = BranchHead.of(added);
        Optional<String> title =
                state.conversation().title().isPresent() ? Optional.empty() : Optional.of("About " + content.text());
        return turn(parent, state.lastSeq() + 2, Optional.of(added), asked, request, title);
    }

    /** The turn with an answer wanted in this form. */
    public static NewTurn wanting(AnswerForm form, NewTurn turn) {
        return new NewTurn(
                turn.before(), turn.question(), turn.answerParent(), turn.answer(), turn.origin(), turn.title(), form);
    }

    /** A turn that answers a question again; nothing is written. */
    public NewTurn answeringAgain(ContextMessage question) {
        now = now.plusSeconds(1);
        return turn(
                BranchHead.of(question),
                state.lastSeq() + 1,
                Optional.empty(),
                BranchHead.of(question),
                Optional.empty(),
                Optional.empty());
    }

    private NewTurn turn(
            BranchHead seen,
            long answerSeq,
            Optional<ContextMessage> question,
            BranchHead answered,
            Optional<KeyedRequest> request,
            Optional<String> title) {
        TreePosition position = new TreePosition(id(), answerSeq, answered.id());
        return new NewTurn(
                state.on(seen),
                question,
                answered,
                Message.generating(new MessageId(UUID.randomUUID()), position, Optional.of("a-model"), now),
                new NewTurn.Origin(NODE, request),
                title,
                AnswerForm.FREE);
    }

    public ContextMessage answer(NewTurn turn, String content) {
        return answer(turn, content, MessageStatus.COMPLETED);
    }

    public ContextMessage answer(NewTurn turn, String content, MessageStatus status) {
        return answer(turn, Content.of(content), status, Optional.empty());
    }

    public ContextMessage answer(NewTurn turn, Content content, MessageStatus status, Optional<FinishReason> finish) {
        now = now.plusSeconds(1);
        Message answer = Message.answer(
                turn.answerId(),
                turn.answer().position(),
                content,
                new GenerationInfo(
                        status,
                        finish,
                        Optional.of("a-model"),
                        true,
                        Optional.of(new TokenUsage(7, 8, 5, 6)),
                        Optional.of(Duration.ofMillis(1234))),
                now);
        return new ContextMessage(answer, TOKENS, turn.answerParent().hash().plus(MessageRole.ASSISTANT, content));
    }

    /** Takes note that the turn began. */
    public void begun(NewTurn turn) {
        BranchHead head = turn.question().map(BranchHead::of).orElse(state.head());
        state = state.after(turn.added(), turn.answerParent(), turn.startedAt(), turn.title())
                .on(head);
    }

    /** Takes note that the turn that began has ended. */
    public void ended(ContextMessage answer) {
        state = state.after(0, BranchHead.of(answer), answer.message().createdAt(), Optional.empty());
    }

    /** Takes note that the turn began and ended at once. */
    public void begunAndEnded(NewTurn turn, ContextMessage answer) {
        state = state.after(turn.added(), BranchHead.of(answer), turn.startedAt(), turn.title());
    }

    /** A whole turn behind the newest message; returns its answer. */
    public ContextMessage exchange(String question, String answer) {
        return complete(asking(question), answer);
    }

    /** Begins the turn and ends it with this answer. */
    public ContextMessage complete(NewTurn turn, String content) {
        stores.turns().begin(turn);
        begun(turn);
        ContextMessage answer = answer(turn, content);
        stores.turns().end(user(), id(), 1, answer);
        ended(answer);
        return answer;
    }

    public static Digest hash(String content) {
        return Digest.of(List.of("USER", content));
    }
}

package bot.conversational.domain.chat.turn;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes plans of turns that run on this node: it has the ids, the token counter and the clock. */
public final class TurnFactory {

    private final IdSource ids;
    private final InstantSource clock;
    private final TokenCounter tokens;
    private final NodeId node;

    public TurnFactory(IdSource ids, InstantSource clock, TokenCounter tokens, NodeId node) {
        this.ids = ids;
        this.clock = clock;
        this.tokens = tokens;
        this.node = node;
    }

    /** A turn that asks a question behind the head of {@code before}. */
    public TurnPlan asking(ConversationState before, Question asked, String model, Optional<KeyedRequest> request) {
        return asking(before, asked, tokens(asked.content()), model, request);
    }

    /** A turn that asks a question whose tokens were counted before. */
    public TurnPlan asking(
            ConversationState before, Question asked, int tokens, String model, Optional<KeyedRequest> request) {
        Instant now = now();
        Content content = asked.content();
        Message message = Message.question(newId(), position(before, 1, before.head()), content, now);
        ContextMessage question =
                new ContextMessage(message, tokens, before.head().hash().plus(message.role(), content));
        BranchHead parent = BranchHead.of(question);
        NewTurn start = new NewTurn(
                before,
                Optional.of(question),
                parent,
                Message.generating(newId(), position(before, 2, parent), Optional.of(model), now),
                new NewTurn.Origin(node, request),
                before.conversation().title().isPresent() ? Optional.empty() : titleFrom(content),
                asked.options().form());
        return new TurnPlan(this, start, question);
    }

    /** A turn that answers a question once more: the head of {@code before}. */
    public TurnPlan answeringAgain(
            ConversationState before, ContextMessage question, String model, Optional<KeyedRequest> request) {
        BranchHead parent = before.head();
        NewTurn start = new NewTurn(
                before,
                Optional.empty(),
                parent,
                Message.generating(newId(), position(before, 1, parent), Optional.of(model), now()),
                new NewTurn.Origin(node, request),
                Optional.empty(),
                AnswerForm.FREE);
        return new TurnPlan(this, start, question);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    int tokens(Content content) {
        return tokens.count(content);
    }

    /** An image alone gives none. */
    private static Optional<String> titleFrom(Content content) {
        return Optional.of(Conversation.titleFrom(content.text())).filter(title -> !title.isEmpty());
    }

    private MessageId newId() {
        return new MessageId(ids.next());
    }

    private static TreePosition position(ConversationState before, int step, BranchHead parent) {
        return new TreePosition(before.conversation().id(), before.lastSeq() + step, parent.id());
    }
}

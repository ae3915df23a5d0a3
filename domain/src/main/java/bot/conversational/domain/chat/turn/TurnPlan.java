package bot.conversational.domain.chat.turn;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One turn under way: what it writes when it begins and when it ends, worked out before the store is asked. */
public final class TurnPlan {

    /** What turns are made of: ids, time, token counts, and the node they run on. */
    public record Workshop(IdSource ids, InstantSource clock, TokenCounter tokens, NodeId node) {
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    private final Workshop workshop;
    private final NewTurn start;
    private final ContextMessage question;
    private final ConversationState begun;

    private TurnPlan(Workshop workshop, NewTurn start, ContextMessage question) {
        this.workshop = workshop;
        this.start = start;
        this.question = question;
        this.begun = start.before().after(start.added(), BranchHead.of(question), start.startedAt(), start.title());
    }

    /** A turn that asks a question behind the head of {@code before}. */
    public static TurnPlan asking(
            Workshop workshop, ConversationState before, Question asked, String model, Optional<KeyedRequest> request) {
        return asking(workshop, before, asked, workshop.tokens().count(asked.content()), model, request);
    }

    /** A turn that asks a question whose tokens were counted before. */
    public static TurnPlan asking(
            Workshop workshop,
            ConversationState before,
            Question asked,
            int tokens,
            String model,
            Optional<KeyedRequest> request) {
        Instant now = workshop.now();
        Message message = new Message(
                new MessageId(workshop.ids().next()),
                before.conversation().id(),
                before.lastSeq() + 1,
                before.head().id(),
                MessageRole.USER,
                asked.content(),
                MessageStatus.COMPLETED,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
        ContextMessage question =
                new ContextMessage(message, tokens, before.head().hash().plus(MessageRole.USER, asked.content()));
        NewTurn start = new NewTurn(
                before,
                new MessageId(workshop.ids().next()),
                before.lastSeq() + 2,
                Optional.of(question),
                BranchHead.of(question),
                model,
                workshop.node(),
                request,
                before.conversation().title().isPresent()
                        ? Optional.empty()
                        : Optional.of(Conversation.titleFrom(asked.content())),
                now);
        return new TurnPlan(workshop, start, question);
    }

    /** A turn that answers a question once more: the head of {@code before}. */
    public static TurnPlan answeringAgain(
            Workshop workshop,
            ConversationState before,
            ContextMessage question,
            String model,
            Optional<KeyedRequest> request) {
        NewTurn start = new NewTurn(
                before,
                new MessageId(workshop.ids().next()),
                before.lastSeq() + 1,
                Optional.empty(),
                before.head(),
                model,
                workshop.node(),
                request,
                Optional.empty(),
                workshop.now());
        return new TurnPlan(workshop, start, question);
    }

    public NewTurn start() {
        return start;
    }

    /** The message that is answered. */
    public ContextMessage question() {
        return question;
    }

    /** What the turn adds to the conversation besides its answer. */
    public List<ContextMessage> asked() {
        return start.question().stream().toList();
    }

    /** The answer before it has any text. */
    public Message generating() {
        return message(
                "",
                MessageStatus.GENERATING,
                start.model(),
                false,
                Optional.empty(),
                Optional.empty(),
                start.startedAt());
    }

    public int promptTokens(Prompt prompt) {
        return prompt.systemPrompt().map(workshop.tokens()::count).orElse(0)
                + prompt.messages().stream().mapToInt(Prompt.Line::tokens).sum();
    }

    /** The conversation once the question is durable and the turn runs. */
    ConversationState begun() {
        return begun;
    }

    /** The conversation once the turn has ended with this answer, in a second write after the one that began it. */
    public ConversationState ended(ContextMessage answer) {
        return begun.after(0, BranchHead.of(answer), answer.message().createdAt(), Optional.empty());
    }

    /** The conversation once the turn has begun and ended with this answer in one write. */
    public ConversationState begunAndEnded(ContextMessage answer) {
        return start.before().after(start.added(), BranchHead.of(answer), start.startedAt(), start.title());
    }

    /** The answer as a model gave it. */
    public ContextMessage answer(String content, MessageStatus status, String model, Optional<TokenUsage> usage) {
        return answer(content, workshop.tokens().count(content), status, model, false, usage);
    }

    /** The answer to the same question before. */
    public ContextMessage answer(CachedAnswer known) {
        return answer(known.content(), known.tokens(), MessageStatus.COMPLETED, known.model(), true, known.usage());
    }

    private ContextMessage answer(
            String content,
            int tokens,
            MessageStatus status,
            String model,
            boolean cached,
            Optional<TokenUsage> usage) {
        Instant now = workshop.now();
        Duration latency = Duration.between(start.startedAt(), now);
        return new ContextMessage(
                message(content, status, model, cached, usage, Optional.of(latency), now),
                tokens,
                start.answerParent().hash().plus(MessageRole.ASSISTANT, content));
    }

    private Message message(
            String content,
            MessageStatus status,
            String model,
            boolean cached,
            Optional<TokenUsage> usage,
            Optional<Duration> latency,
            Instant at) {
        return new Message(
                start.answerId(),
                start.before().conversation().id(),
                start.answerSeq(),
                start.answerParent().id(),
                MessageRole.ASSISTANT,
                content,
                status,
                Optional.of(model),
                cached,
                usage,
                latency,
                Optional.empty(),
                at);
    }
}

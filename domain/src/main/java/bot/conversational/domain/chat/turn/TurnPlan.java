package bot.conversational.domain.chat.turn;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One turn: its writes at the beginning and at the end, worked out before the store is called. */
public final class TurnPlan {

    private final TurnFactory factory;
    private final NewTurn start;
    private final ContextMessage question;
    private final ConversationState begun;

    TurnPlan(TurnFactory factory, NewTurn start, ContextMessage question) {
        this.factory = factory;
        this.start = start;
        this.question = question;
        this.begun = start.before().after(start.added(), BranchHead.of(question), start.startedAt(), start.title());
    }

    public NewTurn start() {
        return start;
    }

    /** The message that is answered. */
    public ContextMessage question() {
        return question;
    }

    /** The messages that the turn adds to the conversation besides its answer. */
    public List<ContextMessage> asked() {
        return start.question().stream().toList();
    }

    /** The answer before it has any text. */
    public Message generating() {
        return start.answer();
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
    public ContextMessage answer(
            Content content,
            MessageStatus status,
            Optional<FinishReason> finish,
            String model,
            Optional<TokenUsage> usage) {
        Instant now = factory.now();
        GenerationInfo made = new GenerationInfo(status, finish, Optional.of(model), false, usage, latency(now));
        return answer(content, factory.tokens(content), made, now);
    }

    /** The answer to the same question before. */
    public ContextMessage answer(CachedAnswer known) {
        Instant now = factory.now();
        GenerationInfo again = new GenerationInfo(
                MessageStatus.COMPLETED,
                Optional.of(known.finish()),
                Optional.of(known.model()),
                true,
                known.usage(),
                latency(now));
        return answer(known.content(), known.tokens(), again, now);
    }

    private Optional<Duration> latency(Instant now) {
        return Optional.of(Duration.between(start.startedAt(), now));
    }

    private ContextMessage answer(Content content, int tokens, GenerationInfo generation, Instant now) {
        Message begun = start.answer();
        return new ContextMessage(
                Message.answer(begun.id(), begun.position(), content, generation, now),
                tokens,
                start.answerParent().hash().plus(MessageRole.ASSISTANT, content));
    }
}

package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Optional;

/** Reads an answer that is final from an offset on. */
public final class FinishedTurnReader implements TurnReader {

    private final Exchange exchange;
    private final AnswerText text;
    private long offset;

    public FinishedTurnReader(Exchange exchange, long offset) {
        this.exchange = exchange;
        this.text = AnswerText.of(exchange.assistantMessage().content());
        this.offset = offset;
    }

    @Override
    public Message question() {
        return exchange.userMessage();
    }

    @Override
    public Message generating() {
        return exchange.assistantMessage().with("", MessageStatus.GENERATING);
    }

    @Override
    public boolean replayed() {
        return exchange.replayed();
    }

    @Override
    public Step next(Duration patience) {
        String rest = text.from(offset);
        if (rest.isEmpty()) {
            Message answer = exchange.assistantMessage();
            return new Step.Ended(answer, failure(answer.status()));
        }
        offset = text.size();
        return new Step.Text(rest, offset);
    }

    /** Why an answer of this status is not complete; the original reason is not stored. */
    public static Optional<DomainException> failure(MessageStatus status) {
        return switch (status) {
            case FAILED ->
                Optional.of(new DomainException.ModelFailed(
                        "The language model failed before the answer was complete.", null));
            case INTERRUPTED ->
                Optional.of(new DomainException.Unavailable("The node that generated the answer stopped.", null));
            case GENERATING, COMPLETED, STOPPED -> Optional.empty();
        };
    }
}

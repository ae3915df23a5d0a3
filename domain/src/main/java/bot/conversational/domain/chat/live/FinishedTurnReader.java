package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Optional;

/** Reads an answer that is final from a place on. */
public final class FinishedTurnReader implements TurnReader {

    private final Exchange exchange;
    private final AnswerLogReader reader;

    /**
     * @param from where to begin; of an interrupted answer less may be kept than was seen
     * @throws DomainException.Malformed when the answer has no such place
     */
    public FinishedTurnReader(Exchange exchange, Place from) {
        this.exchange = exchange;
        this.reader = AnswerLogReader.fromStart(from);
        reader.feed(AnswerLog.of(exchange.assistantMessage().body()).from(0));
        if (!reader.began() && exchange.assistantMessage().status() != MessageStatus.INTERRUPTED) {
            throw AnswerLogReader.nowhere();
        }
    }

    @Override
    public Message question() {
        return exchange.userMessage();
    }

    @Override
    public Message generating() {
        return exchange.assistantMessage().with(Content.NONE, MessageStatus.GENERATING);
    }

    @Override
    public boolean replayed() {
        return exchange.replayed();
    }

    @Override
    public Step next(Duration patience) {
        Message answer = exchange.assistantMessage();
        return reader.next()
                .<Step>map(Step.More::new)
                .orElseGet(() -> new Step.Ended(answer, failure(answer.status())));
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

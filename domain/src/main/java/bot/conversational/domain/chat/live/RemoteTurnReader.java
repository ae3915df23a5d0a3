package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an answer that another node generates. While no store can be reached, it waits a few seconds. */
final class RemoteTurnReader implements TurnReader {

    private final LiveTurns here;
    private final RemoteTurn turn;
    private final Exchange exchange;
    private final AnswerLogReader reader;
    private int fed;
    private Place seen;
    private @Nullable FinishedTurnReader finished;

    /** @param exchange what the caller was found to ask for, which tells whether it is a replay */
    RemoteTurnReader(LiveTurns here, RemoteTurn turn, Exchange exchange, Place from) {
        this.here = here;
        this.turn = turn;
        this.exchange = exchange;
        this.seen = from;
        this.reader = AnswerLogReader.fromStart(from);
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
    public boolean elsewhere() {
        return true;
    }

    @Override
    public Step next(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Step> step = look();
            if (step.isPresent()) {
                return step.get();
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                return new Step.Silence();
            }
            if (here.draining()) {
                throw new DomainException.Unavailable("This node is shutting down; other nodes still serve.", null);
            }
            sleep(Math.min(left, RemoteTurn.POLL.toNanos()));
        }
    }

    private Optional<Step> look() {
        if (finished != null) {
            return Optional.of(finished.next(Duration.ZERO));
        }
        Optional<Step> known = piece();
        if (known.isPresent()) {
            return known;
        }
        feed();
        Optional<Step> piece = piece();
        if (piece.isPresent()) {
            return piece;
        }
        finishIfEnded();
        return Optional.ofNullable(finished).map(whole -> whole.next(Duration.ZERO));
    }

    /**
     * Waits until the place to begin at has come here; the client may have seen it on the generating node before.
     *
     * @param patience after which the reader itself goes on waiting
     * @throws DomainException.Malformed when the answer has no such place
     */
    void arrive(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!reader.began() && finished == null && System.nanoTime() < until) {
            feed();
            if (!reader.began()) {
                finishIfEnded();
                sleep(RemoteTurn.POLL.toNanos());
            }
        }
    }

    private void feed() {
        turn.look();
        List<String> more = turn.behind(fed);
        fed += more.size();
        more.forEach(reader::feed);
    }

    private void finishIfEnded() {
        try {
            turn.ended()
                    .ifPresent(answer ->
                            finished = new FinishedTurnReader(new Exchange(question(), answer, replayed()), seen));
        } catch (DomainException.NotFound gone) {
            // Who repeats a question has not asked for this answer. A repeat finds out whether the conversation is
            // there.
            throw replayed() ? new DomainException.Unavailable("The message was not kept. Send it again.", gone) : gone;
        }
    }

    private Optional<Step> piece() {
        Optional<AnswerLogReader.Piece> piece = reader.next();
        piece.ifPresent(read -> seen = read.end());
        return piece.map(Step.More::new);
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        }
    }
}

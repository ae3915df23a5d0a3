package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that another node generates: its log from the mirror or, more slowly, from what is saved; its end
 * from the store. While one of the two is unavailable it continues with the other; while both are, it waits.
 */
final class RemoteTurnReader implements TurnReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(800);

    private final LiveTurns here;
    private final LiveTextMirror mirror;
    private final AnswerStore answers;
    private final UserId user;
    private final Exchange exchange;
    private final AnswerLogReader reader;
    private Place seen;
    private long lookedAt = System.nanoTime();
    private @Nullable FinishedTurnReader finished;

    /** @param exchange as the store has it, with what is saved so far */
    RemoteTurnReader(
            LiveTurns here, LiveTextMirror mirror, AnswerStore answers, UserId user, Exchange exchange, Place from) {
        this.here = here;
        this.mirror = mirror;
        this.answers = answers;
        this.user = user;
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
            sleep(Math.min(left, POLL.toNanos()));
        }
    }

    private Optional<Step> look() {
        if (finished != null) {
            return Optional.of(finished.next(Duration.ZERO));
        }
        Optional<Step> piece = piece();
        if (piece.isPresent()) {
            return piece;
        }
        reader.feed(mirrored());
        Optional<Step> mirrored = piece();
        if (mirrored.isPresent() || System.nanoTime() - lookedAt < LOOK.toNanos()) {
            return mirrored;
        }
        lookedAt = System.nanoTime();
        return stored();
    }

    private Optional<Step> stored() {
        Message answer;
        try {
            answer = answers.find(
                            user, generating().conversationId(), generating().id())
                    .orElseThrow(() -> new DomainException.NotFound("answer"))
                    .assistantMessage();
        } catch (DomainException.Unavailable away) {
            return Optional.empty();
        }
        if (answer.status() == MessageStatus.GENERATING) {
            reader.feed(AnswerLog.of(answer.body()).from(reader.offset()));
            return piece();
        }
        finished = new FinishedTurnReader(new Exchange(question(), answer, replayed()), seen);
        return Optional.of(finished.next(Duration.ZERO));
    }

    private String mirrored() {
        try {
            return mirror.read(user, generating().id(), reader.offset()).orElse("");
        } catch (DomainException.Unavailable away) {
            return "";
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

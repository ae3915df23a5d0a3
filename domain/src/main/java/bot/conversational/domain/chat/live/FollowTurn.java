package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;

/** Picks up an answer that is being generated on any node, or was. It never starts a generation. */
public final class FollowTurn {

    /** The mirror is so far behind at most, unless Redis is away. */
    private static final Duration ARRIVAL = Duration.ofSeconds(2);

    private final LiveTurns live;
    private final AnswerStore answers;
    private final RemoteTurns elsewhere;

    public FollowTurn(LiveTurns live, AnswerStore answers, LiveTextMirror mirror) {
        this.live = live;
        this.answers = answers;
        this.elsewhere = new RemoteTurns(mirror, answers);
    }

    /**
     * The stream behind the last event that was seen.
     *
     * @param lastSeen empty: from the beginning
     * @return empty when all was seen
     * @throws DomainException.NotFound when there is no such answer of this user's in the conversation
     * @throws DomainException.Malformed when the event belongs to another answer, or this one has no such place
     */
    public Optional<TurnReader> follow(
            UserId user, ConversationId conversation, MessageId answer, Optional<StreamPosition> lastSeen) {
        if (lastSeen.filter(seen -> !seen.turn().equals(answer)).isPresent()) {
            throw new DomainException.Malformed("Last-Event-ID belongs to another answer.");
        }
        Optional<Place> from = lastSeen.orElse(new StreamPosition.At(answer, Place.START))
                        instanceof StreamPosition.At(var turn, Place seen)
                ? Optional.of(seen)
                : Optional.empty();
        Optional<LiveTurn> here =
                live.find(user, answer).filter(turn -> turn.conversation().equals(conversation));
        if (here.isPresent() && from.isPresent()) {
            return here.map(turn -> turn.reader(from.get(), false));
        }
        Exchange stored =
                answers.find(user, conversation, answer).orElseThrow(() -> new DomainException.NotFound("answer"));
        if (from.isEmpty() && isRunning(stored)) {
            throw AnswerLogReader.nowhere();
        }
        return from.map(place -> reader(user, stored, place));
    }

    /** The answer that an earlier call with the same key began, from the beginning. */
    public TurnReader join(UserId user, Exchange recorded) {
        return live.find(user, recorded.assistantMessage().id())
                .map(turn -> turn.reader(Place.START, true))
                .orElseGet(() -> reader(user, recorded, Place.START));
    }

    private TurnReader reader(UserId user, Exchange stored, Place from) {
        if (!isRunning(stored)) {
            return new FinishedTurnReader(stored, from);
        }
        RemoteTurnReader reader = new RemoteTurnReader(live, elsewhere.of(user, stored), stored, from);
        reader.arrive(ARRIVAL);
        return reader;
    }

    private static boolean isRunning(Exchange stored) {
        return stored.assistantMessage().status() == MessageStatus.GENERATING;
    }
}

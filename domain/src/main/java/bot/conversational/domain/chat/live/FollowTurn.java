package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** Picks up an answer that is being generated on any node, or was. It never starts a generation. */
public final class FollowTurn {

    private final LiveTurns live;
    private final AnswerStore answers;
    private final LiveTextMirror mirror;

    public FollowTurn(LiveTurns live, AnswerStore answers, LiveTextMirror mirror) {
        this.live = live;
        this.answers = answers;
        this.mirror = mirror;
    }

    /**
     * The stream behind the last event that was seen.
     *
     * @param lastSeen empty: from the beginning
     * @return empty when all was seen
     * @throws DomainException.NotFound when there is no such answer of this user's in the conversation
     * @throws DomainException.Malformed when the event belongs to another answer
     */
    public Optional<TurnReader> follow(
            UserId user, ConversationId conversation, MessageId answer, Optional<StreamPosition> lastSeen) {
        if (lastSeen.filter(seen -> !seen.turn().equals(answer)).isPresent()) {
            throw new DomainException.Malformed("Last-Event-ID belongs to another answer.");
        }
        long offset =
                lastSeen.orElse(new StreamPosition.At(answer, 0)) instanceof StreamPosition.At(var turn, long seen)
                        ? seen
                        : -1;
        Optional<LiveTurn> here =
                live.find(user, answer).filter(turn -> turn.conversation().equals(conversation));
        if (here.isPresent() && offset >= 0) {
            return here.map(turn -> turn.reader(offset, false));
        }
        Exchange stored =
                answers.find(user, conversation, answer).orElseThrow(() -> new DomainException.NotFound("answer"));
        return offset < 0 ? Optional.empty() : Optional.of(reader(user, stored, offset));
    }

    /** The answer that an earlier call with the same key began, from the beginning. */
    public TurnReader join(UserId user, Exchange recorded) {
        return live.find(user, recorded.assistantMessage().id())
                .map(turn -> turn.reader(0, true))
                .orElseGet(() -> reader(user, recorded, 0));
    }

    private TurnReader reader(UserId user, Exchange stored, long offset) {
        return stored.assistantMessage().status() == MessageStatus.GENERATING
                ? new RemoteTurnReader(live, mirror, answers, user, stored, offset)
                : new FinishedTurnReader(stored, offset);
    }
}

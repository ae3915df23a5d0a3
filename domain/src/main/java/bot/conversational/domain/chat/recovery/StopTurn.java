package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.live.FinishedTurnReader;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends a generation early, on whichever node it runs; its text so far is the answer. */
public final class StopTurn {

    /** Longer than it takes until the turn of a node that just died is ended for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A turn may be known here a moment before the store has it, but not for so long. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final LiveTurns live;
    private final StopRequests requests;
    private final FollowTurn follow;

    public StopTurn(LiveTurns live, StopRequests requests, FollowTurn follow) {
        this.live = live;
        this.requests = requests;
        this.follow = follow;
    }

    /**
     * Stops the answer's turn and waits for its end. An answer that is final already is given as it is.
     *
     * @throws DomainException.NotFound when there is no such answer of this user's in the conversation
     * @throws DomainException.Unavailable when the turn did not end in time; it will end nevertheless
     */
    public Message stop(UserId user, ConversationId conversation, MessageId answer) {
        TurnReader reader = follow.follow(user, conversation, answer, Optional.empty())
                .orElseThrow(() -> new DomainException.NotFound("answer"));
        Optional<LiveTurn> here = live.find(user, answer);
        if (here.isPresent()) {
            here.get().stop(MessageStatus.STOPPED);
        } else if (!(reader instanceof FinishedTurnReader)) {
            requests.request(user, conversation, answer);
        }
        return end(reader);
    }

    /**
     * Stops the turns that other nodes requested to stop here, and those of deleted conversations. To be called often.
     */
    public void obey(NodeId self) {
        requests.pending(self).forEach(this::stopHere);
        Map<MessageId, UserId> settled = live.all().stream()
                .filter(turn -> turn.olderThan(SETTLED))
                .collect(Collectors.toMap(LiveTurn::id, LiveTurn::user));
        if (!settled.isEmpty()) {
            requests.gone(settled).forEach(this::stopHere);
        }
    }

    private void stopHere(MessageId id) {
        live.find(id).ifPresent(turn -> turn.stop(MessageStatus.STOPPED));
    }

    private static Message end(TurnReader reader) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (reader.next(Duration.ofSeconds(1)) instanceof TurnReader.Step.Ended(Message answer, var failure)) {
                return answer;
            }
        }
        throw new DomainException.Unavailable("The answer has not stopped yet.", null);
    }
}

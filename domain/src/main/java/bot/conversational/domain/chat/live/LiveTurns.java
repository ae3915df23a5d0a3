package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The turns that this node generates, and how many it lets run. A turn is entered before the store knows it, so that no
 * running turn of this node's is ever unknown here unless its begin failed half-way.
 */
public final class LiveTurns {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final int mostOfUser;
    private final int most;
    private final Map<MessageId, LiveTurn> turns = new ConcurrentHashMap<>();
    private final Map<UserId, Map<Intent, Integer>> intents = new HashMap<>();
    private int running;
    private boolean draining;

    /**
     * @param mostOfUser that one user may have running here
     * @param most that may run here
     */
    public LiveTurns(int mostOfUser, int most) {
        this.mostOfUser = mostOfUser;
        this.most = most;
    }

    /** How many run. */
    public int size() {
        return turns.size();
    }

    /**
     * From now on no turn enters.
     *
     * @return whether this call is the first
     */
    public synchronized boolean drain() {
        boolean first = !draining;
        draining = true;
        return first;
    }

    synchronized boolean draining() {
        return draining;
    }

    /**
     * Retries that come at once under one key take one place together, since only one of them can begin.
     *
     * @throws DomainException.Unavailable when the node is full or draining
     * @throws DomainException.LimitExceeded when the user has too many running
     */
    public synchronized void enter(LiveTurn turn) {
        if (draining) {
            throw new DomainException.Unavailable("This node is shutting down.", COME_BACK, null);
        }
        Map<Intent, Integer> ofUser = intents.computeIfAbsent(turn.user(), user -> new HashMap<>());
        if (!ofUser.containsKey(turn.intent())) {
            if (running >= most) {
                throw new DomainException.Unavailable(
                        "This node generates the maximum number of answers.", COME_BACK, null);
            }
            if (ofUser.size() >= mostOfUser) {
                throw new DomainException.LimitExceeded(
                        "Too many answers of this user are being generated.", COME_BACK);
            }
            running++;
        }
        ofUser.merge(turn.intent(), 1, Integer::sum);
        turns.put(turn.id(), turn);
    }

    public synchronized void leave(LiveTurn turn) {
        Map<Intent, Integer> ofUser = intents.getOrDefault(turn.user(), Map.of());
        if (turns.remove(turn.id()) == null || ofUser.isEmpty()) {
            return;
        }
        if (ofUser.merge(turn.intent(), -1, Integer::sum) == 0) {
            ofUser.remove(turn.intent());
            running--;
        }
        if (ofUser.isEmpty()) {
            intents.remove(turn.user());
        }
    }

    public Optional<LiveTurn> find(MessageId id) {
        @Nullable LiveTurn found = turns.get(id);
        return Optional.ofNullable(found);
    }

    public Optional<LiveTurn> find(UserId user, MessageId id) {
        return find(id).filter(turn -> turn.user().equals(user));
    }

    public List<LiveTurn> all() {
        return List.copyOf(turns.values());
    }
}

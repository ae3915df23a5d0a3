package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<LoneAnswer> lone = ConcurrentHashMap.newKeySet();
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
        return turns.size() + lone.size();
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
        enter(turn.user(), turn.intent());
        turns.put(turn.id(), turn);
    }

    /** The same for an answer beside all turns. */
    public synchronized void enter(LoneAnswer answer) {
        enter(answer.user(), new Intent.Lone(answer));
        lone.add(answer);
    }

    private void enter(UserId user, Intent intent) {
        if (draining) {
            throw new DomainException.Unavailable("This node is shutting down.", COME_BACK, null);
        }
        Map<Intent, Integer> ofUser = intents.computeIfAbsent(user, one -> new HashMap<>());
        if (!ofUser.containsKey(intent)) {
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
        ofUser.merge(intent, 1, Integer::sum);
    }

    public synchronized void leave(LiveTurn turn) {
        if (turns.remove(turn.id()) != null) {
            leave(turn.user(), turn.intent());
        }
    }

    /** The same for an answer beside all turns. */
    public synchronized void leave(LoneAnswer answer) {
        if (lone.remove(answer)) {
            leave(answer.user(), new Intent.Lone(answer));
        }
    }

    private void leave(UserId user, Intent intent) {
        Map<Intent, Integer> ofUser = intents.getOrDefault(user, Map.of());
        if (ofUser.isEmpty()) {
            return;
        }
        if (ofUser.merge(intent, -1, Integer::sum) == 0) {
            ofUser.remove(intent);
            running--;
        }
        if (ofUser.isEmpty()) {
            intents.remove(user);
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

    /** Those beside all turns. */
    public List<LoneAnswer> lone() {
        return List.copyOf(lone);
    }
}

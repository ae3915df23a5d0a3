package bot.conversational.domain.retention;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.Checkpoints.Place;
import bot.conversational.domain.retention.RetentionStore.Idle;
import bot.conversational.domain.retention.RetentionStore.Stretch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes conversations that are kept no longer, user by user. Each node runs it; one of them at a time proceeds, and
 * another resumes where a node died.
 */
public final class ApplyRetention {

    /** Longer than a step takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String WALK = "retention";
    private static final int USERS = 500;

    /** That one transaction deletes, well within a statement's time. */
    private static final int CONVERSATIONS = 200;

    /** Of one user before the next one has its turn; the rest goes in the next round. */
    private static final int PIECES = 10;

    /** What went, or would go. */
    public record Sum(long users, long conversations, long messages) {

        static final Sum NOTHING = new Sum(0, 0, 0);

        Sum plus(Idle idle) {
            return idle.conversations() == 0
                    ? this
                    : new Sum(users + 1, conversations + idle.conversations(), messages + idle.messages());
        }

        Sum plus(Sum other) {
            return new Sum(users + other.users, conversations + other.conversations, messages + other.messages);
        }
    }

    private final RetentionStore store;
    private final RetentionRule rule;
    private final Checkpoints checkpoints;
    private final IdSource ids;
    private final String node;
    private final AtomicLong deleted = new AtomicLong();

    public ApplyRetention(
            RetentionStore store, RetentionRule rule, Checkpoints checkpoints, IdSource ids, NodeId self) {
        this.store = store;
        this.rule = rule;
        this.checkpoints = checkpoints;
        this.ids = ids;
        this.node = self.name();
    }

    /**
     * Looks through some users and deletes what they have, unless another node does.
     *
     * @return whether there may be more in this round
     * @throws DomainException.Unavailable when the store is unavailable; the next call goes on there
     */
    public boolean runOnce() {
        Optional<Place> place = checkpoints.take(WALK, node, LEASE);
        if (place.isEmpty()) {
            return false;
        }
        Stretch stretch = store.look(rule, user(place.get()), USERS);
        stretch.idle().forEach(idle -> delete(idle.user()));
        Place next = stretch.last()
                .map(last -> new Place(last.toString(), Optional.empty(), 0))
                .orElse(Place.NOWHERE);
        if (!checkpoints.move(WALK, node, next, LEASE)) {
            return false;
        }
        if (stretch.last().isEmpty()) {
            checkpoints.leave(WALK, node);
        }
        return stretch.last().isPresent();
    }

    /** How far it has come: the user's id is the walk's subject. */
    private static Optional<UserId> user(Place place) {
        return Optional.of(place.subject()).filter(it -> !it.isEmpty()).map(it -> new UserId(UUID.fromString(it)));
    }

    private Sum delete(UserId user) {
        Sum sum = Sum.NOTHING;
        for (int piece = 0; piece < PIECES; piece++) {
            Idle gone = store.delete(rule, user, CONVERSATIONS, ids.next());
            deleted.addAndGet(gone.conversations());
            sum = new Sum(1, sum.conversations() + gone.conversations(), sum.messages() + gone.messages());
            if (gone.conversations() < CONVERSATIONS) {
                break;
            }
        }
        return sum;
    }

    /** What would go now, of all users; nothing is changed. */
    public Sum wouldDelete() {
        Sum sum = Sum.NOTHING;
        Optional<UserId> after = Optional.empty();
        do {
            Stretch stretch = store.look(rule, after, USERS);
            sum = stretch.idle().stream().reduce(sum, Sum::plus, Sum::plus);
            after = stretch.last();
        } while (after.isPresent());
        return sum;
    }

    /** Deletes now what is kept no longer, of all users, whatever the nodes do meanwhile. */
    public Sum deleteAll() {
        Sum sum = Sum.NOTHING;
        Optional<UserId> after = Optional.empty();
        do {
            Stretch stretch = store.look(rule, after, USERS);
            for (Idle idle : stretch.idle()) {
                Sum gone = delete(idle.user());
                sum = gone.conversations() == 0 ? sum : sum.plus(gone);
            }
            after = stretch.last();
        } while (after.isPresent());
        return sum;
    }

    /** How many conversations this node has deleted. */
    public long deleted() {
        return deleted.get();
    }
}

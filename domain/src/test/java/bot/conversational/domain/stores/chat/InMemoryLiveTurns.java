package bot.conversational.domain.stores.chat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.NodeLeases;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryConversation.StoredTurn;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of running turns, in memory. */
public final class InMemoryLiveTurns
        implements AnswerStore, LiveTextStore, OrphanedTurns, NodeLeases, StopRequests, TokenBudget {

    private record Lease(long epoch, Instant until) {}

    private record UserDay(UserId user, LocalDate day) {}

    private record Running(InMemoryConversation conversation, StoredTurn turn) {
        MessageId id() {
            return turn.start().answerId();
        }

        NodeId node() {
            return turn.start().node();
        }
    }

    private final InMemoryDatabase database;
    private final Duration lease;
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<UserDay, Spent> spent = new HashMap<>();

    public InMemoryLiveTurns(InMemoryDatabase database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    public LiveTurnStores stores() {
        return new LiveTurnStores(this, this, this, this, this, this);
    }

    @Override
    public Optional<Exchange> find(UserId user, ConversationId conversation, MessageId answer) {
        return database.call(() -> database.conversation(user, conversation)
                .flatMap(stored -> stored.any(answer)
                        .filter(found -> found.role() == MessageRole.ASSISTANT)
                        .flatMap(found -> found.parentId()
                                .flatMap(stored::any)
                                .map(question -> new Exchange(question, found, false)))));
    }

    @Override
    public Set<MessageId> keep(List<Delta> deltas) {
        return database.call(() -> {
            Set<MessageId> taken = new HashSet<>();
            for (Delta delta : deltas) {
                running()
                        .filter(running -> running.id().equals(delta.turn()))
                        .filter(running ->
                                running.conversation().conversation().user().equals(delta.user()))
                        .map(running ->
                                running.conversation().pieces.computeIfAbsent(running.id(), id -> new TreeMap<>()))
                        .filter(pieces -> delta.start() == 0 || pieces.lowerKey(delta.start()) != null)
                        .forEach(pieces -> {
                            pieces.put(delta.start(), delta.text());
                            taken.add(delta.turn());
                        });
            }
            return taken;
        });
    }

    @Override
    public List<Orphan> list(NodeId self, Set<MessageId> known, Set<MessageId> aside, int limit) {
        return database.call(() -> running()
                .filter(running -> (!alive(running.node()) && !young(running))
                        || (running.node().equals(self) && !known.contains(running.id())))
                .filter(running -> !aside.contains(running.id()))
                .sorted(Comparator.comparing(running -> running.turn().start().startedAt()))
                .limit(limit)
                .map(InMemoryLiveTurns::orphan)
                .toList());
    }

    private static Orphan orphan(Running running) {
        Message generating = running.conversation().generating(running.turn());
        ContextMessage question =
                generating.parentId().flatMap(running.conversation()::message).orElseThrow();
        return new Orphan(running.conversation().conversation().user(), 1, generating, question.hash());
    }

    @Override
    public Optional<Instant> renew(NodeId node) {
        return database.call(() -> {
            @Nullable Lease held = leases.get(node.name());
            if (held != null && held.epoch() > node.epoch() && held.until().isAfter(database.clock.instant())) {
                return Optional.empty();
            }
            Instant now = database.clock.instant();
            leases.put(node.name(), new Lease(node.epoch(), now.plus(lease)));
            return Optional.of(now);
        });
    }

    @Override
    public int live() {
        return database.call(() -> (int) leases.values().stream()
                .filter(held -> held.until().isAfter(database.clock.instant()))
                .count());
    }

    @Override
    public void release(NodeId node) {
        database.call(() ->
                leases.computeIfPresent(node.name(), (name, held) -> held.epoch() == node.epoch() ? null : held)
                        == null);
    }

    @Override
    public void request(UserId user, ConversationId conversation, MessageId turn) {
        database.call(() -> {
            database.conversation(user, conversation)
                    .filter(stored -> stored.running()
                            .filter(running -> running.start().answerId().equals(turn))
                            .isPresent())
                    .ifPresent(stored -> stored.toStop.add(turn));
            return true;
        });
    }

    @Override
    public List<MessageId> gone(Map<MessageId, UserId> turns) {
        return database.call(() -> turns.entrySet().stream()
                .filter(turn -> database.conversations(turn.getValue()).stream()
                        .noneMatch(stored -> stored.turns.containsKey(turn.getKey())))
                .map(Map.Entry::getKey)
                .toList());
    }

    @Override
    public List<MessageId> pending(NodeId node) {
        return database.call(() -> running()
                .filter(running -> running.node().equals(node))
                .map(Running::id)
                .filter(id -> running()
                        .anyMatch(running -> running.conversation().toStop.contains(id)))
                .toList());
    }

    @Override
    public boolean reserve(UserId user, LocalDate day, Spent amount, Spent limit) {
        return database.call(() -> {
            UserDay key = new UserDay(user, day);
            Spent sum = sum(key, amount);
            if (limit.tokens() > 0 && sum.tokens() > limit.tokens()
                    || limit.micros() > 0 && sum.micros() > limit.micros()) {
                return false;
            }
            spent.put(key, sum);
            return true;
        });
    }

    private Spent sum(UserDay key, Spent more) {
        Spent known = spent.getOrDefault(key, new Spent(0, 0));
        return new Spent(Math.max(0, known.tokens() + more.tokens()), Math.max(0, known.micros() + more.micros()));
    }

    @Override
    public void settle(UserId user, LocalDate day, Spent difference) {
        database.call(
                () -> spent.computeIfPresent(new UserDay(user, day), (key, known) -> sum(key, difference)) == null);
    }

    private Stream<Running> running() {
        return database.conversations.values().stream()
                .flatMap(stored -> stored.running().stream().map(turn -> new Running(stored, turn)));
    }

    private boolean young(Running running) {
        return running.turn().start().startedAt().plus(lease).isAfter(database.clock.instant());
    }

    private boolean alive(NodeId node) {
        @Nullable Lease held = leases.get(node.name());
        return held != null && held.epoch() == node.epoch() && held.until().isAfter(database.clock.instant());
    }
}

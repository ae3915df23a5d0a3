package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Vectors in memory. What is gone from the database has none. */
public final class InMemoryVectors implements VectorStore, VectorContents {

    private static final Duration CLAIM = Duration.ofMinutes(1);

    private record Vectors(UserId user, MessageId message, String model) {}

    private record Mark(ConversationId conversation, String model) {}

    private record Filling(UserId user, String model) {}

    private final InMemoryDatabase database;
    private final Map<Vectors, Integer> passages = new HashMap<>();
    private final Map<Vectors, String> refused = new HashMap<>();
    private final Map<Mark, Long> marks = new HashMap<>();

    /** Until when somebody fills those that wait, in the order in which they are filled. */
    private final Map<Filling, Instant> unfilled = new LinkedHashMap<>();

    private final Map<Filling, Instant> filled = new HashMap<>();

    public InMemoryVectors(InMemoryDatabase database) {
        this.database = database;
    }

    /** What the first search by meaning does. */
    public void ask(String model, UserId user) {
        unfilled.putIfAbsent(new Filling(user, model), Instant.MIN);
    }

    /** Takes a message's vectors away, as no part of the service does. */
    public void lose(MessageId message) {
        passages.keySet().removeIf(it -> it.message().equals(message));
    }

    @Override
    public List<Waiting> waiting(String model, Scope scope, List<Change> changes, int limit) {
        return database.call(() -> changes.stream()
                .filter(it -> scope == Scope.ALL || known(new Filling(it.user(), model)))
                .flatMap(change -> database.conversations(change.user()).stream()
                        .filter(it -> it.conversation().id().value().equals(change.id())
                                || it.message(new MessageId(change.id())).isPresent()))
                .distinct()
                .flatMap(it -> waiting(model, it))
                .limit(limit)
                .toList());
    }

    private boolean known(Filling who) {
        return unfilled.containsKey(who) || filled.containsKey(who);
    }

    @Override
    public List<Waiting> waiting(String model, UserId user, int limit) {
        return database.call(() -> database.conversations(user).stream()
                .sorted(Comparator.comparing(
                                (InMemoryConversation it) -> it.conversation().updatedAt())
                        .reversed())
                .flatMap(it -> waiting(model, it))
                .limit(limit)
                .toList());
    }

    private Stream<Waiting> waiting(String model, InMemoryConversation stored) {
        UserId user = stored.conversation().user();
        ConversationId id = stored.conversation().id();
        return stored.messages.values().stream()
                .map(it -> it.message())
                .filter(it -> it.seq() > marks.getOrDefault(new Mark(id, model), 0L))
                .sorted(Comparator.comparingLong(Message::seq))
                .map(it -> new Waiting(user, id, it.seq(), it.id(), it.role(), it.content()));
    }

    @Override
    public void keep(String model, List<Embedded> messages) {
        database.call(() -> {
            messages.stream()
                    .filter(it -> isThere(it.of().user(), it.of().message()))
                    .forEach(it -> keep(model, it));
            return true;
        });
    }

    private void keep(String model, Embedded embedded) {
        Vectors key = new Vectors(embedded.of().user(), embedded.of().message(), model);
        if (!embedded.passages().isEmpty()) {
            passages.putIfAbsent(key, embedded.passages().size());
        }
        embedded.refused().ifPresent(reason -> refused.put(key, reason));
        marks.merge(new Mark(embedded.of().conversation(), model), embedded.of().seq(), Math::max);
    }

    private boolean isThere(UserId user, MessageId message) {
        return database.conversations(user).stream()
                .anyMatch(it -> it.message(message).isPresent());
    }

    @Override
    public Optional<UserId> claimUnfilled(String model) {
        return database.call(() -> {
            Instant now = database.clock.instant();
            Optional<Filling> next = unfilled.entrySet().stream()
                    .filter(it ->
                            it.getKey().model().equals(model) && it.getValue().isBefore(now))
                    .map(Map.Entry::getKey)
                    .findFirst();
            next.ifPresent(it -> unfilled.put(it, now.plus(CLAIM)));
            return next.map(Filling::user);
        });
    }

    @Override
    public void markFilled(String model, UserId user) {
        database.call(() -> {
            unfilled.remove(new Filling(user, model));
            return filled.put(new Filling(user, model), database.clock.instant());
        });
    }

    @Override
    public boolean leaveForFilling(String model) {
        return database.call(() -> {
            List<Filling> left = database.users.keySet().stream()
                    .map(it -> new Filling(it, model))
                    .filter(it -> !known(it))
                    .toList();
            left.forEach(it -> unfilled.put(it, Instant.MIN));
            return !left.isEmpty();
        });
    }

    @Override
    public long refused(String model) {
        return database.call(() ->
                refused.keySet().stream().filter(it -> it.model().equals(model)).count());
    }

    @Override
    public int retryRefused(String model, int limit) {
        return database.call(() -> {
            List<Vectors> chosen = refused.keySet().stream()
                    .filter(it -> it.model().equals(model))
                    .limit(limit)
                    .toList();
            for (Vectors it : chosen) {
                forget(it.user(), model, List.of(it.message()));
                refused.remove(it);
                database.conversations(it.user()).stream()
                        .filter(stored -> stored.message(it.message()).isPresent())
                        .forEach(stored -> database.changed(new Change(
                                it.user(),
                                Change.Entity.CONVERSATION,
                                stored.conversation().id().value(),
                                stored.conversation().version())));
            }
            return chosen.size();
        });
    }

    @Override
    public long unfilled(String model) {
        return database.call(() -> unfilled.keySet().stream()
                .filter(it -> it.model().equals(model))
                .count());
    }

    @Override
    public Map<MessageId, Integer> passages(UserId user, String model, Collection<MessageId> messages) {
        return database.call(() -> database.conversations(user).stream()
                .flatMap(it -> it.messages.values().stream())
                .map(it -> it.message())
                .filter(it -> messages.contains(it.id()) && isDue(user, model, it))
                .collect(Collectors.toMap(
                        Message::id, it -> passages.getOrDefault(new Vectors(user, it.id(), model), 0))));
    }

    private boolean isDue(UserId user, String model, Message message) {
        return !refused.containsKey(new Vectors(user, message.id(), model))
                && (filled.containsKey(new Filling(user, model))
                        || message.seq() <= marks.getOrDefault(new Mark(message.conversationId(), model), 0L));
    }

    @Override
    public List<Vectored> messages(UserId user, Optional<MessageId> after, int limit) {
        return database.call(() -> passages.keySet().stream()
                .filter(it -> it.user().equals(user))
                .map(Vectors::message)
                .distinct()
                .filter(it ->
                        after.isEmpty() || it.toString().compareTo(after.get().toString()) > 0)
                .sorted(Comparator.comparing(MessageId::toString))
                .limit(limit)
                .map(it -> new Vectored(it, isThere(user, it)))
                .toList());
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        return database.call(() -> passages.keySet().stream()
                .map(Vectors::user)
                .distinct()
                .filter(it ->
                        after.isEmpty() || it.toString().compareTo(after.get().toString()) > 0)
                .sorted(Comparator.comparing(UserId::toString))
                .limit(limit)
                .toList());
    }

    @Override
    public void discard(UserId user, List<MessageId> messages) {
        database.call(() -> passages.keySet()
                .removeIf(it ->
                        it.user().equals(user) && messages.contains(it.message()) && !isThere(user, it.message())));
    }

    @Override
    public void forget(UserId user, String model) {
        database.call(() -> {
            passages.keySet()
                    .removeIf(it -> it.user().equals(user) && it.model().equals(model));
            refused.keySet().removeIf(it -> it.user().equals(user) && it.model().equals(model));
            database.conversations(user)
                    .forEach(it -> marks.remove(new Mark(it.conversation().id(), model)));
            Filling anew = new Filling(user, model);
            filled.remove(anew);
            return unfilled.put(anew, Instant.MIN);
        });
    }

    @Override
    public void forget(UserId user, String model, List<MessageId> messages) {
        database.call(() -> {
            for (InMemoryConversation stored : database.conversations(user)) {
                stored.messages.values().stream()
                        .map(it -> it.message())
                        .filter(it -> messages.contains(it.id()))
                        .forEach(it -> {
                            passages.remove(new Vectors(user, it.id(), model));
                            marks.computeIfPresent(
                                    new Mark(it.conversationId(), model), (mark, upTo) -> Math.min(upTo, it.seq() - 1));
                        });
            }
            return true;
        });
    }
}

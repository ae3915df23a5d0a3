package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.retention.RetentionStore;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.Receipt;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The retention of conversations in memory. */
public final class InMemoryRetentionStore implements RetentionStore {

    private final InMemoryDatabase database;

    public InMemoryRetentionStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Stretch look(RetentionRule rule, Optional<UserId> after, int users) {
        return database.call(() -> {
            List<UserId> some = database.users.values().stream()
                    .filter(known -> !known.passwordHash().value().isEmpty())
                    .map(known -> known.user().id())
                    .filter(id -> after.map(last -> id.toString().compareTo(last.toString()) > 0)
                            .orElse(true))
                    .sorted(Comparator.comparing(UserId::toString))
                    .limit(users)
                    .toList();
            List<Idle> idle = some.stream()
                    .map(user -> sum(user, idle(rule, user)))
                    .filter(it -> it.conversations() > 0)
                    .toList();
            return new Stretch(idle, some.size() < users ? Optional.empty() : Optional.of(some.getLast()));
        });
    }

    private static Idle sum(UserId user, List<Conversation> idle) {
        return new Idle(
                user,
                idle.size(),
                idle.stream().mapToLong(it -> it.progress().messageCount()).sum());
    }

    /** Those idle for longest first. */
    private List<Conversation> idle(RetentionRule rule, UserId user) {
        Optional<Integer> days = days(rule, user);
        Instant before = database.clock.instant().minus(Duration.ofDays(days.orElse(0)));
        return database.conversations(user).stream()
                .map(InMemoryConversation::conversation)
                .filter(it -> days.isPresent() && !it.settings().pinned())
                .filter(it -> it.progress().updatedAt().isBefore(before))
                .sorted(Comparator.comparing(it -> it.progress().updatedAt()))
                .toList();
    }

    private Optional<Integer> days(RetentionRule rule, UserId user) {
        Optional<Integer> own = Optional.ofNullable(database.users.get(user))
                .map(Credentials::user)
                .flatMap(it -> it.retentionDays());
        return Stream.concat(own.stream(), Stream.of(rule.days()).filter(days -> days > 0))
                .min(Comparator.naturalOrder());
    }

    @Override
    public Idle delete(RetentionRule rule, UserId user, int limit, UUID receipt) {
        return database.call(() -> {
            List<Conversation> gone = idle(rule, user).stream().limit(limit).toList();
            gone.forEach(it -> database.stores().conversations().delete(user, it.id()));
            if (!gone.isEmpty()) {
                database.receipts.put(
                        receipt,
                        new Receipt(
                                user,
                                days(rule, user).orElseThrow(),
                                gone.stream().map(Conversation::id).toList(),
                                database.clock.instant()));
            }
            return sum(user, gone);
        });
    }

    @Override
    public boolean deleteOldReceipts() {
        return database.call(() -> {
            Instant before = database.clock.instant().minus(Duration.ofDays(RECEIPTS_KEPT));
            database.receipts.values().removeIf(receipt -> receipt.at().isBefore(before));
            return false;
        });
    }
}

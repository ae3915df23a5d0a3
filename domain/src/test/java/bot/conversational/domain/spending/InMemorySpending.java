package bot.conversational.domain.spending;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link SpendingStore} in memory. */
public final class InMemorySpending implements SpendingStore {

    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private record Entry(UserId user, Instant quarter, String currency, long micros) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void add(UserId user, Instant at, String currency, long micros) {
        entries.add(new Entry(user, quarter(at), currency, micros));
    }

    private static Instant quarter(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli() / QUARTER * QUARTER);
    }

    @Override
    public List<Long> sums(Optional<UserId> user, String currency, Instant from, Instant to, List<Instant> starts) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Instant start = i == 0 ? Instant.MIN : starts.get(i);
            Instant end = i + 1 < starts.size() ? starts.get(i + 1) : Instant.MAX;
            sums.add(entries.stream()
                    .filter(it -> user.map(it.user()::equals).orElse(true)
                            && it.currency().equals(currency)
                            && !it.quarter().isBefore(quarter(from))
                            && it.quarter().isBefore(to)
                            && !it.quarter().isBefore(start)
                            && it.quarter().isBefore(end))
                    .mapToLong(Entry::micros)
                    .sum());
        }
        return sums;
    }
}

package bot.conversational.domain.analytics;

import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link ApiUsageStore} in memory. */
public final class InMemoryApiUsage implements ApiUsageStore {

    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private record Entry(Instant quarter, Use use) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void add(Instant at, List<Use> uses) {
        uses.forEach(use -> entries.add(new Entry(quarter(at), use)));
    }

    private static Instant quarter(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli() / QUARTER * QUARTER);
    }

    private Stream<Entry> within(Optional<UserId> user, UsageQuery query) {
        return entries.stream()
                .filter(it -> user.map(it.use().user()::equals).orElse(true)
                        && !it.quarter().isBefore(quarter(query.from()))
                        && it.quarter().isBefore(query.to()));
    }

    @Override
    public List<ApiFigures> sums(Optional<UserId> user, UsageQuery query, List<Instant> starts) {
        List<ApiFigures> sums = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Instant start = i == 0 ? Instant.MIN : starts.get(i);
            Instant end = i + 1 < starts.size() ? starts.get(i + 1) : Instant.MAX;
            sums.add(within(user, query)
                    .filter(it -> !it.quarter().isBefore(start) && it.quarter().isBefore(end))
                    .map(it -> it.use().figures())
                    .reduce(ApiFigures.NONE, ApiFigures::plus));
        }
        return sums;
    }

    @Override
    public List<ModelUse> models(Optional<UserId> user, UsageQuery query) {
        Map<String, Long> answers = within(user, query)
                .collect(Collectors.groupingBy(
                        it -> it.use().model(),
                        Collectors.summingLong(it -> it.use().figures().answers())));
        return answers.entrySet().stream()
                .map(it -> new ModelUse(it.getKey(), it.getValue()))
                .toList();
    }
}

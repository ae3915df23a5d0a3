package bot.conversational.domain.analytics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import bot.conversational.domain.analytics.UsageReport.Bucket;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.user.UserId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Adds up what the fake index has. */
public final class InMemoryUsageStatistics implements UsageStatistics {

    private final InMemoryMessageIndex index;

    public InMemoryUsageStatistics(InMemoryMessageIndex index) {
        this.index = index;
    }

    @Override
    public UsageReport of(UserId user, UsageQuery query) {
        return report(
                index.documents().stream().filter(it -> it.user().equals(user)).toList(), query);
    }

    @Override
    public UsageReport ofEverybody(UsageQuery query) {
        return report(index.documents(), query);
    }

    @Override
    public List<AnswerOutcomes> outcomes(UsageQuery query) {
        List<MessageDocument> answers = index.documents().stream()
                .filter(it -> it.message().role() == MessageRole.ASSISTANT)
                .toList();
        return report(answers, query).buckets().stream()
                .map(bucket -> outcomes(
                        bucket.start(),
                        between(
                                between(answers, query.from(), query.to()),
                                bucket.start(),
                                next(bucket.start().atZone(query.zone()), query.interval())
                                        .toInstant())))
                .toList();
    }

    private static AnswerOutcomes outcomes(Instant start, List<MessageDocument> answers) {
        return new AnswerOutcomes(
                start, answers.size(), with(MessageStatus.FAILED, answers), with(MessageStatus.INTERRUPTED, answers));
    }

    private static long with(MessageStatus status, List<MessageDocument> answers) {
        return answers.stream().filter(it -> it.message().status() == status).count();
    }

    private static UsageReport report(List<MessageDocument> documents, UsageQuery query) {
        List<MessageDocument> counted = between(documents, query.from(), query.to());
        List<Bucket> buckets = new ArrayList<>();
        ZonedDateTime start = start(query);
        while (start.toInstant().isBefore(query.to())) {
            ZonedDateTime end = next(start, query.interval());
            buckets.add(new Bucket(start.toInstant(), figures(between(counted, start.toInstant(), end.toInstant()))));
            start = end;
        }
        return new UsageReport(buckets, figures(counted), models(counted));
    }

    private static List<MessageDocument> between(List<MessageDocument> documents, Instant from, Instant to) {
        return documents.stream()
                .filter(it -> !it.message().createdAt().isBefore(from)
                        && it.message().createdAt().isBefore(to))
                .toList();
    }

    private static ZonedDateTime start(UsageQuery query) {
        ZonedDateTime from = query.from().atZone(query.zone());
        ZonedDateTime day = from.truncatedTo(ChronoUnit.DAYS);
        return switch (query.interval()) {
            case HOUR -> from.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private static ZonedDateTime next(ZonedDateTime start, UsageQuery.Interval interval) {
        return switch (interval) {
            case HOUR -> start.plusHours(1);
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    private static Figures figures(List<MessageDocument> documents) {
        return new Figures(
                documents.size(),
                distinct(documents, it -> it.message().conversationId()),
                tokens(documents, TokenUsage::promptTokens),
                tokens(documents, TokenUsage::completionTokens),
                documents.stream().filter(it -> it.message().cached()).count(),
                latency(documents),
                distinct(documents, MessageDocument::user));
    }

    private static long distinct(List<MessageDocument> documents, Function<MessageDocument, Object> value) {
        return documents.stream().map(value).distinct().count();
    }

    private static long tokens(List<MessageDocument> documents, ToLongFunction<TokenUsage> tokens) {
        return documents.stream()
                .flatMap(it -> it.message().usage().stream())
                .mapToLong(tokens)
                .sum();
    }

    private static Optional<Latency> latency(List<MessageDocument> documents) {
        List<Long> millis = documents.stream()
                .flatMap(it -> it.message().latency().stream())
                .map(Duration::toMillis)
                .sorted()
                .toList();
        return millis.isEmpty()
                ? Optional.empty()
                : Optional.of(new Latency(percentile(millis, 50), percentile(millis, 95), percentile(millis, 99)));
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    private static List<ModelUse> models(List<MessageDocument> documents) {
        return documents.stream()
                .map(MessageDocument::message)
                .map(Message::model)
                .flatMap(Optional::stream)
                .collect(groupingBy(Function.identity(), counting()))
                .entrySet()
                .stream()
                .map(it -> new ModelUse(it.getKey(), it.getValue()))
                .sorted(Comparator.comparingLong(ModelUse::messages).reversed().thenComparing(ModelUse::model))
                .toList();
    }
}

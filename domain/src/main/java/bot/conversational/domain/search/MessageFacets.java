package bot.conversational.domain.search;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.MessageHits.Facet;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How many messages have which value, by the names of {@link MessageHits#facets}. */
final class MessageFacets {

    private static final Comparator<Facet> MOST_FREQUENT =
            Comparator.comparingLong(Facet::count).reversed().thenComparing(Facet::value);

    private MessageFacets() {}

    static Map<String, List<Facet>> of(List<Message> messages) {
        return Map.of(
                "role",
                of(messages, it -> Optional.of(it.role().name().toLowerCase(Locale.ROOT))),
                "model",
                of(messages, Message::model),
                "month",
                of(
                        messages,
                        it -> Optional.of(YearMonth.from(it.createdAt().atZone(ZoneOffset.UTC))
                                .toString())));
    }

    /** The counts of both. */
    static List<Facet> sum(List<Facet> one, List<Facet> other) {
        return sorted(Stream.concat(one.stream(), other.stream())
                .collect(groupingBy(Facet::value, summingLong(Facet::count))));
    }

    private static List<Facet> of(List<Message> messages, Function<Message, Optional<String>> value) {
        return sorted(messages.stream()
                .flatMap(it -> value.apply(it).stream())
                .collect(groupingBy(Function.identity(), counting())));
    }

    private static List<Facet> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(it -> new Facet(it.getKey(), it.getValue()))
                .sorted(MOST_FREQUENT)
                .toList();
    }
}

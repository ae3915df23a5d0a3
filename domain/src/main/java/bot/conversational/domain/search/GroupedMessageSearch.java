package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.ConversationHits.Passage;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Finds conversations by grouping the messages that a search for messages finds, the first {@value #MOST_MESSAGES} of
 * them: for where nothing better is to be had. A position is the id of the last conversation of a page, and behind it
 * where the list of messages begins when that must be told.
 */
public final class GroupedMessageSearch implements ConversationSearch {

    private static final int MOST_MESSAGES = 1_000;

    private record Found(double score, List<Passage> passages) {}

    private record Grouped(Map<ConversationId, Found> found, Optional<String> begin) {}

    private record Position(ConversationId last, Optional<String> begin) {

        static Position parse(String text) {
            int end = text.indexOf(' ');
            try {
                return end < 0
                        ? new Position(new ConversationId(UUID.fromString(text)), Optional.empty())
                        : new Position(
                                new ConversationId(UUID.fromString(text.substring(0, end))),
                                Optional.of(text.substring(end + 1)));
            } catch (IllegalArgumentException e) {
                throw none();
            }
        }

        String text() {
            return last + begin.map(" "::concat).orElse("");
        }
    }

    private final MessageSearch messages;

    public GroupedMessageSearch(MessageSearch messages) {
        this.messages = messages;
    }

    @Override
    public ConversationHits search(UserId user, MessageQuery query) {
        Optional<Position> after = query.page().after().map(Position::parse);
        Grouped grouped = grouped(user, query, after.flatMap(Position::begin));
        List<ConversationHits.Hit> all = grouped.found().entrySet().stream()
                .map(it -> new ConversationHits.Hit(
                        it.getKey(), it.getValue().score(), it.getValue().passages()))
                .toList();
        int start = after.map(it -> indexAfter(all, it.last())).orElse(0);
        List<ConversationHits.Hit> rest = all.subList(start, all.size());
        Page<ConversationHits.Hit, String> page =
                Page.of(rest, query.page().limit(), hit -> new Position(hit.conversation(), grouped.begin()).text());
        return new ConversationHits(page.items(), page.next());
    }

    private Grouped grouped(UserId user, MessageQuery query, Optional<String> from) {
        long begun = System.nanoTime();
        Map<ConversationId, Found> found = new LinkedHashMap<>();
        Optional<String> begin = from;
        Optional<String> after = from;
        int seen = 0;
        do {
            if (query.reach() == Reach.ALL
                    && System.nanoTime() - begun > query.reach().limit().toNanos()) {
                throw new DomainException.Unavailable("Search is too slow.", null);
            }
            MessageHits hits = messages.search(user, query.from(new PageRequest<>(PageRequest.MAX_LIMIT, after)));
            for (MessageHits.Hit hit : hits.items()) {
                List<Passage> passages = found.computeIfAbsent(
                                hit.message().conversationId(), id -> new Found(hit.score(), new ArrayList<>()))
                        .passages();
                if (passages.size() < ConversationHits.MAX_PASSAGES) {
                    passages.add(Passage.of(hit));
                }
            }
            begin = begin.or(hits::begin);
            seen += hits.items().size();
            after = hits.next();
        } while (after.isPresent() && seen < MOST_MESSAGES);
        return new Grouped(found, begin);
    }

    private static int indexAfter(List<ConversationHits.Hit> all, ConversationId last) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).conversation().equals(last))
                .map(i -> i + 1)
                .findFirst()
                .orElseThrow(GroupedMessageSearch::none);
    }

    private static DomainException none() {
        return new DomainException.Malformed("cursor is not from this search");
    }
}

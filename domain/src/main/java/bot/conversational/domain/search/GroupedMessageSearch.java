package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.ConversationHits.Passage;
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
 * them: for where nothing better is to be had. A position is the id of the last conversation of a page.
 */
public final class GroupedMessageSearch implements ConversationSearch {

    private static final int MOST_MESSAGES = 1_000;

    private record Found(double score, List<Passage> passages) {}

    private final MessageSearch messages;

    public GroupedMessageSearch(MessageSearch messages) {
        this.messages = messages;
    }

    @Override
    public ConversationHits search(UserId user, MessageQuery query) {
        Optional<ConversationId> last = query.page().after().map(GroupedMessageSearch::conversation);
        List<ConversationHits.Hit> all = grouped(user, query).entrySet().stream()
                .map(it -> new ConversationHits.Hit(
                        it.getKey(), it.getValue().score(), it.getValue().passages()))
                .toList();
        int start = last.map(id -> indexAfter(all, id)).orElse(0);
        List<ConversationHits.Hit> rest = all.subList(start, all.size());
        Page<ConversationHits.Hit, String> page =
                Page.of(rest, query.page().limit(), hit -> hit.conversation().toString());
        return new ConversationHits(page.items(), page.next());
    }

    private Map<ConversationId, Found> grouped(UserId user, MessageQuery query) {
        Map<ConversationId, Found> found = new LinkedHashMap<>();
        Optional<String> after = Optional.empty();
        int seen = 0;
        do {
            MessageHits hits = messages.search(user, query.from(new PageRequest<>(PageRequest.MAX_LIMIT, after)));
            for (MessageHits.Hit hit : hits.items()) {
                List<Passage> passages = found.computeIfAbsent(
                                hit.message().conversationId(), id -> new Found(hit.score(), new ArrayList<>()))
                        .passages();
                if (passages.size() < ConversationHits.MAX_PASSAGES) {
                    passages.add(Passage.of(hit));
                }
            }
            seen += hits.items().size();
            after = hits.next();
        } while (after.isPresent() && seen < MOST_MESSAGES);
        return found;
    }

    private static int indexAfter(List<ConversationHits.Hit> all, ConversationId last) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).conversation().equals(last))
                .map(i -> i + 1)
                .findFirst()
                .orElseThrow(GroupedMessageSearch::none);
    }

    private static ConversationId conversation(String position) {
        try {
            return new ConversationId(UUID.fromString(position));
        } catch (IllegalArgumentException e) {
            throw none();
        }
    }

    private static DomainException none() {
        return new DomainException.Malformed("cursor is not from this search");
    }
}

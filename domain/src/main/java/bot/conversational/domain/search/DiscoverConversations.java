package bot.conversational.domain.search;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.search.ConversationHits.Passage;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the caller's own conversations by the words of their messages, and shows where. */
public final class DiscoverConversations {

    /** A conversation as it is now, and the best passages found in it. */
    public record Discovered(Conversation conversation, double score, List<Passage> passages) {}

    private final Map<SearchMode, ConversationSearch> ways;
    private final ConversationLookup conversations;

    /** @param ways those that are configured */
    public DiscoverConversations(Map<SearchMode, ConversationSearch> ways, ConversationLookup conversations) {
        this.ways = Map.copyOf(ways);
        this.conversations = conversations;
    }

    /**
     * A page of hits. A conversation that was just deleted, and is still in the index, is left out.
     *
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the mode is not configured, or has no such
     *     order
     * @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is invalid
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the conversations cannot be read
     */
    public Page<Discovered, String> search(UserId user, MessageQuery query, SearchMode mode) {
        ConversationHits hits = SearchMessages.way(ways, mode, query).search(user, query);
        Map<ConversationId, Conversation> known =
                conversations
                        .findAll(
                                user,
                                hits.items().stream()
                                        .map(ConversationHits.Hit::conversation)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Conversation::id, Function.identity()));
        List<Discovered> discovered = hits.items().stream()
                .flatMap(hit -> Optional.ofNullable(known.get(hit.conversation())).stream()
                        .map(it -> new Discovered(it, hit.score(), hit.passages())))
                .toList();
        return new Page<>(discovered, hits.next());
    }
}

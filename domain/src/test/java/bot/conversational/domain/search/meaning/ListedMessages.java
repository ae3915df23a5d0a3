package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** One user's messages, compared by how many words they share; remembers which models they were compared by. */
final class ListedMessages implements VectorSearch {

    static final UserId USER = new UserId(UUID.randomUUID());

    private static final int DIMENSIONS = 64;

    private final HashedEmbeddings model = new HashedEmbeddings("any");
    private final List<Message> messages = new ArrayList<>();
    private final List<String> comparedBy = new ArrayList<>();
    private final Set<String> filled = new HashSet<>();
    private final List<String> formers = new ArrayList<>();
    private int most = Integer.MAX_VALUE;
    private int questions;
    private boolean allIsTooMuch;

    /** In a conversation of its own. */
    Message say(String text) {
        Message message = Message.question(
                new MessageId(UUID.randomUUID()),
                new TreePosition(new ConversationId(UUID.randomUUID()), 1, Optional.empty()),
                Content.of(text),
                Instant.EPOCH);
        messages.add(message);
        return message;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** What the user is filled in from now on. */
    void fill(String name) {
        filled.add(name);
    }

    /** A model with vectors of the user's, behind the formers before it. */
    void former(String name) {
        formers.add(name);
    }

    void giveUp(String name) {
        formers.remove(name);
        filled.remove(name);
    }

    /** Gives no more at once, however many are asked for. */
    void giveOnly(int count) {
        most = count;
    }

    /** From now on a search of all takes too long. */
    void failForAll() {
        allIsTooMuch = true;
    }

    List<String> comparedBy() {
        return List.copyOf(comparedBy);
    }

    /** How often it was asked who is filled in what. */
    int questions() {
        return questions;
    }

    @Override
    public List<Near> nearest(
            UserId user, String name, Embedding query, Filters filters, Reach reach, Optional<Place> after, int limit) {
        if (reach == Reach.ALL && allIsTooMuch) {
            throw new DomainException.Unavailable("Too slow.", null);
        }
        comparedBy.add(name);
        Comparator<Near> order = Comparator.comparingDouble(Near::cosine)
                .reversed()
                .thenComparing(it -> it.message().id().toString());
        Predicate<Near> behind = it -> after.map(place -> place.cosine() > it.cosine()
                        || (place.cosine() == it.cosine()
                                && place.message()
                                                .toString()
                                                .compareTo(it.message().id().toString())
                                        < 0))
                .orElse(true);
        return messages.stream()
                .map(it -> new Near(it, Optional.empty(), query.cosine(model.query(it.content())), 0))
                .sorted(order)
                .filter(behind)
                .limit(Math.min(limit, most))
                .toList();
    }

    @Override
    public List<NearConversation> related(UserId user, String name, ConversationId conversation, int limit) {
        comparedBy.add(name);
        return List.of();
    }

    @Override
    public Map<MessageId, Double> cosines(UserId user, String name, Embedding query, List<MessageId> ids) {
        Map<MessageId, Double> cosines = new HashMap<>();
        messages.stream()
                .filter(it -> ids.contains(it.id()))
                .forEach(it -> cosines.put(it.id(), query.cosine(model.query(it.content()))));
        return cosines;
    }

    @Override
    public boolean filled(UserId user, String name) {
        questions++;
        return filled.contains(name);
    }

    @Override
    public List<Former> formers(UserId user, String wanted) {
        questions++;
        return formers.stream()
                .filter(name -> !name.equals(wanted))
                .map(name -> new Former(name, DIMENSIONS, filled.contains(name)))
                .toList();
    }
}

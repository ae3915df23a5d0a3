package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** What somebody might ask who knows all of the other's ids, words and models. */
public final class RandomQueries {

    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");
    private static final int DAYS = 60;

    private final Random random;
    private final ModelBasedIndex own;
    private final ModelBasedIndex other;

    public RandomQueries(Random random, ModelBasedIndex own, ModelBasedIndex other) {
        this.random = random;
        this.own = own;
        this.other = other;
    }

    public MessageQuery next() {
        Sort sort = Sort.values()[random.nextInt(Sort.values().length)];
        int limit = random.nextInt(4) == 0 ? PageRequest.MAX_LIMIT : 1 + random.nextInt(10);
        return new MessageQuery(text(), filters(), sort, PageRequest.first(limit));
    }

    private String text() {
        StringJoiner text = new StringJoiner(" ");
        for (int terms = 1 + random.nextInt(3); terms > 0; terms--) {
            text.add(term());
        }
        return text.toString();
    }

    private String term() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> word();
            case 3 -> "\"" + phrase() + "\"";
            case 4 -> List.of("in*", "pre*", "re*", "get*", "sna*").get(random.nextInt(5));
            case 5 -> "-" + word();
            case 6 -> "-" + own.sign();
            default ->
                List.of(other.sign(), other.user().toString(), "userId:" + other.user(), "* OR userId:*", other.model())
                        .get(random.nextInt(5));
        };
    }

    private String word() {
        return ModelBasedIndex.word(random);
    }

    /** Two words that somebody said one after the other. */
    private String phrase() {
        String[] words = ModelBasedIndex.text(random.nextInt(100), other.sign()).split(" ");
        int from = random.nextInt(words.length - 1);
        return words[from] + " " + words[from + 1];
    }

    private Filters filters() {
        Instant from = FIRST.plusSeconds(random.nextInt(DAYS) * 86_400L);
        return new Filters(
                sometimes(() -> random.nextBoolean() ? MessageRole.USER : MessageRole.ASSISTANT),
                sometimes(() -> conversation(random.nextBoolean() ? own : other)),
                sometimes(() -> (random.nextBoolean() ? own : other).model()),
                sometimes(() -> random.nextBoolean() ? Rating.UP : Rating.DOWN),
                sometimes(() -> from),
                sometimes(() -> from.plusSeconds(random.nextInt(DAYS) * 86_400L)),
                new ConversationFilter(
                        sometimes(random::nextBoolean),
                        sometimes(Place.Outside::new),
                        sometimes(() -> new Tag(random.nextBoolean() ? "Work" : "home"))));
    }

    private ConversationId conversation(ModelBasedIndex owner) {
        return List.copyOf(owner.conversations())
                .get(random.nextInt(owner.conversations().size()));
    }

    private <T> Optional<T> sometimes(Supplier<T> value) {
        return random.nextInt(6) == 0 ? Optional.of(value.get()) : Optional.empty();
    }
}

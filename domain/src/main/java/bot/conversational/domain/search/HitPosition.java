package bot.conversational.domain.search;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of hits ended, and what the rest of its list is ordered by. As text it is {@code TIME:MESSAGE}, and for
 * a list by relevance {@code TIME:MESSAGE:SCORE:BEST:WEIGHTS}.
 *
 * @param rarity by which the list is ordered
 * @param best the score of the list's first hit; 0 unless the list is by relevance
 */
public record HitPosition(Rank rank, Rarity rarity, int best) {

    private static final Pattern RANK = Pattern.compile("(-?\\d{1,18}):([0-9a-f-]{36})");
    private static final Pattern RANKED = Pattern.compile(RANK + ":(\\d{1,8}):(\\d{1,8}):(.*)");

    /**
     * The rank of a hit in a list.
     *
     * @param score 0 unless the list is by relevance
     * @param time in the units of the list
     */
    public record Rank(int score, long time, MessageId id) {

        /** Ids as text: UUID compares its halves as signed numbers. */
        private static final Comparator<Rank> OLDEST = Comparator.comparingLong(Rank::time)
                .thenComparing(rank -> rank.id().toString());

        public static Comparator<Rank> order(Sort sort) {
            return switch (sort) {
                case OLDEST -> OLDEST;
                case NEWEST -> OLDEST.reversed();
                case RELEVANCE ->
                    Comparator.comparingInt(Rank::score).thenComparing(OLDEST).reversed();
            };
        }

        /** How good the hit is beside the list's best one, from 0 to 1. */
        public double share(int best) {
            return best == 0 ? 0 : Math.min(1, (double) score / best);
        }
    }

    /**
     * What {@link #text} said.
     *
     * @throws DomainException.Malformed when the text is no position of such a list
     */
    public static HitPosition parse(Sort sort, Sought sought, String text) {
        boolean ranked = sort == Sort.RELEVANCE;
        Matcher position = (ranked ? RANKED : RANK).matcher(text);
        if (!position.matches()) {
            throw none();
        }
        long time = Long.parseLong(position.group(1));
        MessageId id = id(position.group(2));
        return ranked
                ? new HitPosition(
                        new Rank(Integer.parseInt(position.group(3)), time, id),
                        Rarity.parse(position.group(5), sought).orElseThrow(HitPosition::none),
                        Integer.parseInt(position.group(4)))
                : new HitPosition(new Rank(0, time, id), new Rarity(List.of()), 0);
    }

    public String text(Sort sort) {
        String text = rank.time() + ":" + rank.id();
        return sort == Sort.RELEVANCE ? text + ":" + rank.score() + ":" + best + ":" + rarity.letters() : text;
    }

    private static MessageId id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return new MessageId(id);
            }
        } catch (IllegalArgumentException e) {
            throw none();
        }
        throw none();
    }

    private static DomainException.Malformed none() {
        return new DomainException.Malformed("cursor is not from this search");
    }
}

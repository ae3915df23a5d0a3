package bot.conversational.domain.search.text;

import java.util.List;

/**
 * A query as it is compared with texts.
 *
 * @param words at least one of which must occur, if there are any; different ones
 * @param phrases that must all occur
 * @param beginnings that must all occur
 * @param unwanted that must not occur
 */
public record Sought(List<Wanted> words, List<Wanted> phrases, List<Beginning> beginnings, List<Wanted> unwanted) {

    public Sought {
        words = List.copyOf(words);
        phrases = List.copyOf(phrases);
        beginnings = List.copyOf(beginnings);
        unwanted = List.copyOf(unwanted);
    }

    public static Sought of(QueryText query) {
        return new Sought(
                query.words().stream().map(Wanted::of).distinct().toList(),
                query.phrases().stream().map(Wanted::of).distinct().toList(),
                query.prefixes().stream().map(Beginning::of).distinct().toList(),
                query.unwanted().stream().map(Wanted::of).distinct().toList());
    }

    /** Whether one hit can have other words than another, so that it matters how rare they are. */
    public boolean hasChoice() {
        return words.size() > 1;
    }

    /** Whether nothing is asked for, so that nothing can be found. */
    public boolean isEmpty() {
        return words.isEmpty() && phrases.isEmpty() && beginnings.isEmpty() && unwanted.isEmpty();
    }
}

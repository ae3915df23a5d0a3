package bot.conversational.domain.stores.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code word_similarity} as PostgreSQL's pg_trgm defines it, tried on every stretch of the text. */
final class WordSimilarity {

    private WordSimilarity() {}

    /** From 0 to 1: the greatest similarity of {@code wanted} to any stretch of {@code text}. */
    static double of(String wanted, String text) {
        Set<String> sought = new HashSet<>(trigrams(wanted));
        List<String> present = trigrams(text);
        double best = 0;
        for (int from = 0; from < present.size(); from++) {
            Set<String> stretch = new HashSet<>();
            int shared = 0;
            for (int to = from; to < present.size(); to++) {
                if (stretch.add(present.get(to)) && sought.contains(present.get(to))) {
                    shared++;
                }
                best = Math.max(best, (double) shared / (sought.size() + stretch.size() - shared));
            }
        }
        return best;
    }

    /** In the order of the text: each word has two blanks in front and one behind. */
    private static List<String> trigrams(String text) {
        List<String> trigrams = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            String padded = "  " + word + " ";
            for (int i = 0; !word.isEmpty() && i + 3 <= padded.length(); i++) {
                trigrams.add(padded.substring(i, i + 3));
            }
        }
        return trigrams;
    }
}

package bot.conversational.domain.search.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Korean words, which end in particles that nobody searches for: {@code 서울에서} is found by {@code 서울}. What is a
 * particle cannot be told without a dictionary. So words are found by their pairs of syllables, and words of one
 * syllable in front of the most frequent particles.
 */
final class Hangul {

    private static final char FIRST = '가';
    private static final char LAST = '힣';

    private static final Set<String> PARTICLES = Set.of(
            "은", "는", "이", "가", "을", "를", "에", "의", "도", "만", "과", "와", "로", "나", "랑", "야", "에서", "에게", "으로", "부터",
            "까지", "보다", "처럼", "하고", "이나", "이랑", "한테", "에는", "에도", "에만", "이라");

    private Hangul() {}

    /** @param text that is not empty */
    static boolean isWord(String text) {
        return text.charAt(0) >= FIRST && text.chars().allMatch(c -> c >= FIRST && c <= LAST);
    }

    /** All pairs of neighbouring syllables; a text of one syllable has none. */
    static List<String> pairs(String word) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        return pairs;
    }

    /** Whether a word is one syllable and a particle. */
    static boolean isSyllableWithParticle(String word) {
        return word.length() > 1 && PARTICLES.contains(word.substring(1));
    }
}

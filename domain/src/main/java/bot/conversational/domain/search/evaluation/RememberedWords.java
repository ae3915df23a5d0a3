package bot.conversational.domain.search.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a document that somebody may remember: those a third of the way from its rarest to its most frequent. They
 * are neither a name that finds it alone nor what everything is full of.
 */
public final class RememberedWords {

    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

    private final Map<String, Integer> documentsWith = new HashMap<>();

    /** @param documents among which words are rare or frequent */
    public RememberedWords(List<Document> documents) {
        documents.forEach(it -> words(it).forEach(word -> documentsWith.merge(word, 1, Integer::sum)));
    }

    /** So many of a document's, fewer when it has fewer. */
    public List<String> of(Document document, int count) {
        List<String> words = words(document).stream()
                .sorted(Comparator.comparing((String word) -> documentsWith.getOrDefault(word, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int from = words.size() / 3;
        return words.subList(from, Math.min(words.size(), from + count));
    }

    private static Set<String> words(Document document) {
        return WORD.matcher(document.text().toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}

package bot.conversational.domain.responses;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller notes about a thing of theirs: at most 16 pairs, keys of 1 to 64 and values of 0 to 512 characters. */
public record Metadata(Map<String, String> pairs) {

    public static final Metadata NONE = new Metadata(Map.of());

    private static final String FIELD = "metadata";
    private static final int MOST = 16;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 512;

    public Metadata {
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
        if (pairs.size() > MOST) {
            throw new DomainException.Invalid(FIELD, "must have at most " + MOST + " pairs");
        }
        pairs.forEach((key, value) -> {
            Text.checked(FIELD, key, 1, LONGEST_KEY);
            Text.checked(FIELD, value, 0, LONGEST_VALUE);
        });
    }
}

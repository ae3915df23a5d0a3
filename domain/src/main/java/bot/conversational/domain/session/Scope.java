package bot.conversational.domain.session;

import bot.conversational.domain.shared.DomainException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A right that an API key may have. Words are stored and shown: they stay. */
public enum Scope {
    /** To have models answer, and to upload what they are asked about. */
    CHAT("chat"),

    EMBEDDINGS("embeddings"),

    CONVERSATIONS_READ("conversations:read"),

    CONVERSATIONS_WRITE("conversations:write"),

    SEARCH("search"),

    /** To do what an administrator may, if the key's user is one. */
    ADMIN("admin"),

    /** To act for users of a service. Service keys have it, and no others. */
    ON_BEHALF_OF("on-behalf-of");

    /** What a key may do that was made without naming scopes. */
    public static final Set<Scope> USUAL =
            Set.copyOf(EnumSet.of(CHAT, EMBEDDINGS, CONVERSATIONS_READ, CONVERSATIONS_WRITE, SEARCH));

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /**
     * The scopes that a caller names.
     *
     * @param allowed of which they may be
     * @throws DomainException.Invalid when there is none, or another one
     */
    public static Set<Scope> read(List<String> words, Set<Scope> allowed) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(allowed.stream()
                    .filter(scope -> scope.word.equals(word))
                    .findAny()
                    .orElseThrow(() -> new DomainException.Invalid(
                            "scopes", "must be some of " + String.join(", ", words(allowed)))));
        }
        if (scopes.isEmpty()) {
            throw new DomainException.Invalid("scopes", "must name a scope at least");
        }
        return Set.copyOf(scopes);
    }

    /** Their words, in the order of this enum. */
    public static List<String> words(Set<Scope> scopes) {
        return Arrays.stream(values()).filter(scopes::contains).map(Scope::word).toList();
    }

    /** The scopes of stored words; what a later version stored is left out. */
    public static Set<Scope> known(Set<String> words) {
        return Arrays.stream(values())
                .filter(scope -> words.contains(scope.word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Some as one number, in which each has a bit of its own. */
    public static int bits(Set<Scope> scopes) {
        return scopes.stream().mapToInt(scope -> 1 << scope.ordinal()).sum();
    }

    /** The scopes of {@link #bits}; bits that stand for none are left out. */
    public static Set<Scope> of(int bits) {
        return Arrays.stream(values())
                .filter(scope -> (bits & 1 << scope.ordinal()) != 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}

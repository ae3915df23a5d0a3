package bot.conversational.application.http.json;

import bot.conversational.domain.shared.DomainException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the contract spells the constants of an enum: in lower case. */
public final class Words {

    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant that a body names in a field.
     *
     * @throws DomainException.Invalid when it is none
     */
    public static <E extends Enum<E>> E read(String field, Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new DomainException.Invalid(field, "must be one of " + String.join(", ", all(type))));
    }

    /** Of all constants of an enum, in their order. */
    public static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}

package bot.conversational.application.http.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the contract spells the constants of an enum: in lower case. */
public final class Words {

    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Of all constants of an enum, in their order. */
    public static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> of((Enum<?>) constant))
                .toList();
    }
}

package bot.conversational.domain.user;

import java.util.Optional;
import java.util.function.Function;

/**
 * The changes of an edit of an account by its user.
 *
 * @param retentionDays cleared: as everybody's
 */
public record AccountEdit(Field<String> displayName, Field<Integer> retentionDays) {

    /** The change of an optional field. */
    public sealed interface Field<T> {

        record Keep<T>() implements Field<T> {}

        record Clear<T>() implements Field<T> {}

        record Put<T>(T value) implements Field<T> {}

        /** Puts the value, or clears the field when it is empty. */
        static <T> Field<T> of(Optional<T> value) {
            return value.<Field<T>>map(Put::new).orElseGet(Clear::new);
        }

        /** The field's value afterwards. */
        default Optional<T> after(Optional<T> before) {
            return switch (this) {
                case Keep<T>() -> before;
                case Clear<T>() -> Optional.empty();
                case Put<T>(T value) -> Optional.of(value);
            };
        }

        /** Whether it changes the field. */
        default boolean changes() {
            return !(this instanceof Keep<T>);
        }

        /** The value that is put; empty otherwise. */
        default Optional<T> put() {
            return after(Optional.empty());
        }

        /** The same, with a value that a check gives back. */
        default Field<T> checked(Function<T, T> check) {
            return this instanceof Put<T>(T value) ? new Put<>(check.apply(value)) : this;
        }
    }

    /** Another display name, or none. */
    public static AccountEdit ofName(Optional<String> name) {
        return new AccountEdit(Field.of(name), new Field.Keep<>());
    }

    /** Another time for which conversations are kept. */
    public static AccountEdit ofRetention(Optional<Integer> days) {
        return new AccountEdit(new Field.Keep<>(), Field.of(days));
    }

    /** The account after it. */
    public User appliedTo(User user) {
        return user.withDisplayName(displayName.after(user.displayName()))
                .withRetentionDays(retentionDays.after(user.retentionDays()));
    }
}

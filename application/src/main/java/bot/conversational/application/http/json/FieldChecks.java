package bot.conversational.application.http.json;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.DomainException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads several fields of a body, so that a caller is told all that is wrong with them at once. For one thread. */
public final class FieldChecks {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Reads one field.
     *
     * @param field makes its value
     * @return gives the value; only of use once {@link #pass} returned
     */
    public <T> Supplier<T> read(Supplier<T> field) {
        try {
            T value = field.get();
            return () -> value;
        } catch (DomainException.Invalid invalid) {
            errors.addAll(invalid.errors());
            return () -> {
                throw invalid;
            };
        }
    }

    /** @throws DomainException.Invalid when a field was invalid; it names all that were */
    public void pass() {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new DomainException.Invalid(first.field() + " " + first.message(), errors);
        }
    }
}

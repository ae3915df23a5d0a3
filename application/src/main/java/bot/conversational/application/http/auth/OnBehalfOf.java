package bot.conversational.application.http.auth;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a call names the user whom a service acts for: in a header, or for some calls in a field of the body. */
public final class OnBehalfOf {

    /** Names the user of any call. */
    public static final String HEADER = "X-On-Behalf-Of";

    private static final String IN_BODY = "body:";

    private final List<String> headers;
    private final List<String> fields;

    /** @param names further headers, and fields of the body as {@code body:FIELD}; the first that is there counts */
    public OnBehalfOf(List<String> names) {
        this.headers = Stream.concat(Stream.of(HEADER), names.stream().filter(name -> !name.startsWith(IN_BODY)))
                .toList();
        this.fields = names.stream()
                .filter(name -> name.startsWith(IN_BODY))
                .map(name -> name.substring(IN_BODY.length()))
                .toList();
    }

    /**
     * The user whom a header names.
     *
     * @throws DomainException.Malformed when one header names two
     */
    Optional<String> in(HeaderValues call) {
        for (String header : headers) {
            List<String> values = call.of(header);
            if (values.size() > 1) {
                throw new DomainException.Malformed(header + " is there more than once.");
            }
            if (!values.isEmpty()) {
                return Optional.of(values.getFirst());
            }
        }
        return Optional.empty();
    }

    /** The user whom the body names. */
    Optional<String> in(BodyField body) {
        return fields.stream().flatMap(field -> body.text(field).stream()).findFirst();
    }

    /** Whether any field of a body may name one. */
    boolean looksIntoBodies() {
        return !fields.isEmpty();
    }
}

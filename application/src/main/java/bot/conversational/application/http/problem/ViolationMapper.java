package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Violations of constraints: a missing field is a 422, a missing body a 400. Jersey has a mapper of its own for these,
 * which only one for the very same type overrides.
 */
public final class ViolationMapper implements ExceptionMapper<ValidationException> {

    @Context
    private @Nullable UriInfo uri;

    @Override
    public Response toResponse(ValidationException failure) {
        if (!(failure instanceof ConstraintViolationException violations)) {
            throw failure;
        }
        List<FieldError> errors = violations.getConstraintViolations().stream()
                .map(ViolationMapper::error)
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        String instance = uri == null ? "/" : "/" + uri.getPath();
        Response problem = problem(errors, instance);
        return OpenAiErrors.concern(instance) ? OpenAiErrors.response(problem, failure) : problem;
    }

    private static Response problem(List<FieldError> errors, String instance) {
        if (errors.stream().anyMatch(error -> error.field().isEmpty())) {
            return ProblemResponses.response(
                            ProblemType.MALFORMED_REQUEST, "The call needs a JSON body.", instance, List.of())
                    .build();
        }
        String detail = errors.getFirst().field() + " " + errors.getFirst().message();
        return ProblemResponses.response(ProblemType.INVALID, detail, instance, errors)
                .build();
    }

    /** The path begins with the names of the method and its parameter, which are internal. */
    private static FieldError error(ConstraintViolation<?> violation) {
        List<String> names = new ArrayList<>();
        for (Path.Node node : violation.getPropertyPath()) {
            names.add(node.getName());
        }
        return new FieldError(
                String.join(".", names.subList(Math.min(2, names.size()), names.size())), violation.getMessage());
    }
}

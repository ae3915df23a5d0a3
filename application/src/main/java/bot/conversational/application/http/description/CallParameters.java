package bot.conversational.application.http.description;

import bot.conversational.domain.shared.PageRequest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Describes the parameters that mean the same in every call. */
final class CallParameters {

    void describe(Operation operation) {
        for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            switch (parameter.getName()) {
                case "limit" -> limit(parameter);
                case "cursor" -> parameter.description("The nextCursor of the page before.");
                case "Idempotency-Key" -> key(parameter);
                case "Last-Event-ID" -> parameter.description("The id of the last event that was seen.");
                default -> {}
            }
        }
    }

    private static void limit(Parameter parameter) {
        Schema<?> number = Schemas.of("integer");
        number.setFormat("int32");
        number.setMinimum(BigDecimal.ONE);
        number.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        number.setDefault(PageRequest.DEFAULT_LIMIT);
        parameter.description("How many items a page has at most.").schema(number);
    }

    private static void key(Parameter parameter) {
        Schema<?> text = Schemas.of("string");
        text.setMinLength(1);
        text.setMaxLength(128);
        parameter
                .description("The caller's name for this call: a repeat with the same body gets the same answer.")
                .schema(text);
    }
}

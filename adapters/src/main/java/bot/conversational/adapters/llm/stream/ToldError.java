package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a provider says about a failure, but for the sentences: they quote prompts and keys. */
public final class ToldError {

    private static final List<String> FIELDS = List.of("code", "type", "status", "status_code", "http_status");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,64}");
    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");

    private ToldError() {}

    /** Whether something is said: servers without a failure may still have the field. */
    static boolean isOne(JsonNode error) {
        return error.isContainerNode()
                || !(error.isBoolean() || error.isNull() || error.asText("").isBlank());
    }

    /** The failure that the provider would have told by a status, had the answer not begun. */
    static ModelFailure failure(JsonNode error) {
        List<String> codes = codes(error);
        Optional<Integer> status = codes.stream()
                .filter(code -> STATUS.matcher(code).matches())
                .map(Integer::valueOf)
                .findFirst();
        FailureKind kind = status.map(FailureKind::ofStatus)
                .or(() -> codes.stream()
                        .map(ToldError::kind)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(FailureKind.BROKE_OFF);
        return ModelFailures.told(kind, codes.isEmpty() ? "" : codes.getFirst());
    }

    /** The code or type of a refusal, such as {@code insufficient_quota}; may be empty. */
    public static String code(JsonNode body) {
        JsonNode told = body.isArray() ? body.path(0) : body;
        return codes(told.path("error")).stream().findFirst().orElse("");
    }

    private static List<String> codes(JsonNode error) {
        if (error.isValueNode()) {
            return Stream.of(error.asText()).filter(ToldError::isCode).toList();
        }
        JsonNode inner = error.path("error").isObject() ? error.path("error") : error;
        return Stream.of(inner, error)
                .distinct()
                .flatMap(node -> FIELDS.stream().map(field -> node.path(field).asText("")))
                .filter(ToldError::isCode)
                .toList();
    }

    private static boolean isCode(String text) {
        return CODE.matcher(text).matches() && !"error".equals(text) && !"null".equals(text);
    }

    private static Optional<FailureKind> kind(String code) {
        String word = code.toLowerCase(Locale.ROOT);
        if (hasAny(word, "rate_limit", "ratelimit", "quota", "too_many", "throttl", "resource_exhausted")) {
            return Optional.of(FailureKind.RATE_LIMITED);
        }
        if (hasAny(word, "auth", "api_key", "permission", "forbidden", "billing", "payment", "credential")) {
            return Optional.of(FailureKind.CREDENTIALS_REFUSED);
        }
        if (hasAny(word, "timeout", "timed_out", "deadline")) {
            return Optional.of(FailureKind.TIMED_OUT);
        }
        if (hasAny(word, "overload", "unavailable", "api_error", "server_error", "internal", "capacity")) {
            return Optional.of(FailureKind.OVERLOADED);
        }
        if (hasAny(word, "invalid", "not_found", "context_length", "too_large", "bad_request", "unsupported")) {
            return Optional.of(FailureKind.REQUEST_REFUSED);
        }
        return Optional.empty();
    }

    private static boolean hasAny(String word, String... parts) {
        return Stream.of(parts).anyMatch(word::contains);
    }
}

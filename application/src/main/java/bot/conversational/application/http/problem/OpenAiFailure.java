package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;

/** A failure of a call under {@code /v1}, with a code that the kind of the failure alone does not give. */
public final class OpenAiFailure extends RuntimeException {

    private final DomainException failure;
    private final String code;
    private final String param;

    private OpenAiFailure(DomainException failure, String code, String param) {
        super(failure);
        this.failure = failure;
        this.code = code;
        this.param = param;
    }

    /** The body is no JSON, or no object. */
    public static OpenAiFailure invalidJson(String message) {
        return new OpenAiFailure(new DomainException.Malformed(message), "invalid_json", "");
    }

    /** @param param the path of the field that should be there */
    public static OpenAiFailure missing(String param) {
        return new OpenAiFailure(
                new DomainException.Invalid(param, "is required"), "missing_required_parameter", param);
    }

    /**
     * A field has a wrong type, or breaks a rule.
     *
     * @param param its path, such as {@code messages[0].role}
     * @param rule what it must be, such as {@code must be a text}
     */
    public static OpenAiFailure invalid(String param, String rule) {
        return new OpenAiFailure(new DomainException.Invalid(param, rule), "invalid_value", param);
    }

    /** The service, or the model, has no such thing, and the answer would be another one without it. */
    public static OpenAiFailure unsupported(String param, String why) {
        return new OpenAiFailure(new DomainException.Invalid(param, why), "unsupported_parameter", param);
    }

    /** No model has this name. */
    public static OpenAiFailure noModel() {
        return new OpenAiFailure(new DomainException.NotFound("model"), "model_not_found", "model");
    }

    /** What was asked is longer than the model can read. */
    public static OpenAiFailure tooLong() {
        return new OpenAiFailure(
                new DomainException.Invalid("messages", "are more than the model can read"),
                "context_length_exceeded",
                "messages");
    }

    DomainException failure() {
        return failure;
    }

    String code() {
        return code;
    }

    /** Empty when no field is to blame. */
    String param() {
        return param;
    }
}

package bot.conversational.application.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiErrorsTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new DomainException.Malformed("x"), "400 invalid_request_error invalid_value"),
                Arguments.of(new DomainException.Invalid("a", "b"), "400 invalid_request_error invalid_value a"),
                Arguments.of(
                        new DomainException.Invalid("maxTokens", "b"),
                        "400 invalid_request_error invalid_value max_tokens"),
                Arguments.of(
                        new DomainException.Invalid("model", "b"), "404 invalid_request_error model_not_found model"),
                Arguments.of(
                        new DomainException.KeyReused(),
                        "422 invalid_request_error idempotency_key_reused Idempotency-Key"),
                Arguments.of(new DomainException.Unauthenticated("x"), "401 invalid_request_error invalid_api_key"),
                Arguments.of(new DomainException.Forbidden("x"), "403 permission_error insufficient_permissions"),
                Arguments.of(new DomainException.NotFound("x"), "404 invalid_request_error not_found"),
                Arguments.of(new DomainException.Conflict("x"), "409 conflict_error conversation_busy"),
                Arguments.of(
                        new DomainException.LimitExceeded("x", A_SECOND),
                        "429 rate_limit_error rate_limit_exceeded Retry-After"),
                Arguments.of(
                        new DomainException.DaySpent("x", A_SECOND),
                        "429 insufficient_quota insufficient_quota Retry-After never"),
                Arguments.of(new DomainException.ModelFailed("x", null), "502 server_error model_failed never"),
                Arguments.of(
                        new DomainException.PromptTooLong("x", null),
                        "400 invalid_request_error context_length_exceeded messages never"),
                Arguments.of(new DomainException.ModelTimedOut("x", null), "504 server_error model_timeout never"),
                Arguments.of(new DomainException.Unavailable("x", null), "503 server_error unavailable Retry-After"),
                Arguments.of(new DomainException.Broken("x", null), "500 server_error internal_error"),
                Arguments.of(new NotFoundException(), "404 invalid_request_error not_found"),
                Arguments.of(new NotAllowedException("GET"), "405 invalid_request_error method_not_allowed"),
                Arguments.of(new NotSupportedException(), "415 invalid_request_error unsupported_media_type"),
                Arguments.of(
                        OpenAiFailure.unsupported("tools", "x"),
                        "400 invalid_request_error unsupported_parameter tools"),
                Arguments.of(OpenAiFailure.noModel(), "404 invalid_request_error model_not_found model"),
                Arguments.of(OpenAiFailure.invalidJson("x"), "400 invalid_request_error invalid_json"),
                Arguments.of(new IllegalStateException("secret"), "500 server_error internal_error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureShouldHaveItsForm(Exception failure, String form) {
        Response response = ProblemMapper.toResponse(failure, "/v1/chat/completions");
        ErrorEnvelope.Told told = ((ErrorEnvelope) response.getEntity()).error();
        String never = "false".equals(response.getHeaderString("x-should-retry")) ? " never" : "";
        String later = response.getHeaderString("Retry-After") == null ? "" : " Retry-After";
        String param = told.param() == null ? "" : " " + told.param();
        assertThat(response.getStatus() + " " + told.type() + " " + told.code() + param + later + never)
                .isEqualTo(form);
        assertThat(response.getMediaType()).hasToString("application/json");
        assertThat(told.message()).isNotBlank().doesNotContain("secret", "maxTokens");
    }

    @Test
    void otherPathsShouldKeepTheirProblems() {
        Response response = ProblemMapper.toResponse(new DomainException.Invalid("a", "b"), "/api/v1/users");
        assertThat(response.getEntity()).isInstanceOf(Problem.class);
        assertThat(OpenAiErrors.concern("/v1")).isTrue();
        assertThat(OpenAiErrors.concern("/v10/x")).isFalse();
    }
}

package bot.conversational.application.http.description;

import bot.conversational.application.http.edge.RequestId;
import bot.conversational.application.http.problem.OpenAiErrors;
import bot.conversational.application.http.problem.Problem;
import bot.conversational.application.http.problem.ProblemType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Describes what a call may answer: its successes with their headers, and each problem that its path, parameters and
 * body can make. Problems that only some calls have stand at their methods.
 */
final class CallResponses {

    private static final int FIRST_PROBLEM = 400;

    private final Components components;

    /** @param components of the description, which get the problems and headers that calls share */
    CallResponses(Components components) {
        this.components = components;
        header(
                RequestId.HEADER,
                "Names the call in the logs: the caller's own id, or a fresh one.",
                Schemas.of("string"));
        header("RateLimit-Policy", "The caller's limit, such as \"chat\";q=60;w=60.", Schemas.of("string"));
        header("RateLimit", "How much of it is left, such as \"chat\";r=59;t=1.", Schemas.of("string"));
        header("Retry-After", "Seconds after which to try again.", Schemas.of("integer"));
        header("Server-Timing", "How long a search of all took, such as meaning;dur=226.", Schemas.of("string"));
        header("WWW-Authenticate", "How to authenticate.", Schemas.word(List.of("Bearer")));
        header(
                "X-Ignored-Parameters",
                "Fields of the body that the model was not told of, with commas.",
                Schemas.of("string"));
        header("X-Cache", "There when the answer was known.", Schemas.word(List.of("hit")));
        header(
                "Idempotent-Replayed",
                "There when the answer is that to an earlier call with the same Idempotency-Key.",
                Schemas.word(List.of("true")));
    }

    private void header(String name, String description, Schema<?> schema) {
        components.addHeaders(name, new Header().description(description).schema(schema));
    }

    private static Header reference(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static String name(ProblemType type) {
        StringBuilder name = new StringBuilder();
        for (String word : type.slug().split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static ApiResponse response(ProblemType type, boolean openAi) {
        Content content = openAi
                ? new Content().addMediaType("application/json", new MediaType().schema(Schemas.reference("Error")))
                : new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(Schemas.reference("Problem")));
        ApiResponse response = new ApiResponse()
                .description(type.explanation())
                .content(content)
                .addHeaderObject(RequestId.HEADER, reference(RequestId.HEADER));
        switch (type) {
            case LIMIT_EXCEEDED, UNAVAILABLE -> response.addHeaderObject("Retry-After", reference("Retry-After"));
            case UNAUTHENTICATED -> response.addHeaderObject("WWW-Authenticate", reference("WWW-Authenticate"));
            case MODEL_FAILED, MODEL_TIMED_OUT ->
                response.addHeaderObject("Idempotent-Replayed", reference("Idempotent-Replayed"));
            default -> {}
        }
        return response;
    }

    /** @param open whether the call needs no session */
    void describe(String path, Operation operation, boolean open) {
        ApiResponses described = operation.getResponses();
        ApiResponses all = new ApiResponses();
        described.forEach((code, response) -> {
            String status = code.equals(ApiResponses.DEFAULT) ? usual(response) : code;
            boolean succeeds = Integer.parseInt(status) < FIRST_PROBLEM;
            all.addApiResponse(
                    status,
                    succeeds
                            ? success(response, operation, open)
                            : problem(path, status).description(response.getDescription()));
        });
        for (String status : problems(path, operation, open)) {
            all.putIfAbsent(status, problem(path, status));
        }
        operation.setResponses(sorted(all));
    }

    /** What a method answers that says nothing else: the status of its result, or of none. */
    private static String usual(ApiResponse response) {
        boolean holdsResult = response.getContent() != null
                && response.getContent().values().stream().anyMatch(body -> body.getSchema() != null);
        if (!holdsResult) {
            response.setContent(null);
        }
        return holdsResult ? "200" : "204";
    }

    private static ApiResponses sorted(ApiResponses responses) {
        ApiResponses sorted = new ApiResponses();
        new TreeMap<>(responses).forEach(sorted::addApiResponse);
        return sorted;
    }

    private static ApiResponse success(ApiResponse response, Operation operation, boolean open) {
        String description = response.getDescription();
        if (description == null || description.isEmpty() || description.equals("default response")) {
            response.setDescription(operation.getSummary());
        }
        response.addHeaderObject(RequestId.HEADER, reference(RequestId.HEADER));
        if (!open) {
            response.addHeaderObject("RateLimit-Policy", reference("RateLimit-Policy"));
            response.addHeaderObject("RateLimit", reference("RateLimit"));
        }
        if (hasParameter(operation, parameter -> "Idempotency-Key".equals(parameter.getName()))) {
            response.addHeaderObject("Idempotent-Replayed", reference("Idempotent-Replayed"));
        }
        if ("createChatCompletion".equals(operation.getOperationId())) {
            response.addHeaderObject("X-Ignored-Parameters", reference("X-Ignored-Parameters"));
            response.addHeaderObject("X-Cache", reference("X-Cache"));
        }
        if (hasParameter(operation, parameter -> "reach".equals(parameter.getName()))) {
            response.addHeaderObject("Server-Timing", reference("Server-Timing"));
        }
        return response;
    }

    private ApiResponse problem(String path, String status) {
        ProblemType type = ProblemType.byStatus(Integer.parseInt(status));
        boolean openAi = OpenAiErrors.concern(path);
        String name = openAi ? "OpenAi" + name(type) : name(type);
        components.addResponses(name, response(type, openAi));
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static Set<String> problems(String path, Operation operation, boolean open) {
        Set<String> problems = new TreeSet<>(List.of("400", "429", "503"));
        if (!open) {
            problems.addAll(List.of("401", "403")); // not every key may
        }
        if (path.contains("{")) {
            problems.add("404");
        }
        if (operation.getRequestBody() != null) {
            problems.addAll(List.of("408", "413", "415"));
            if (!OpenAiErrors.concern(path)) {
                problems.add("422");
            }
        }
        if (!OpenAiErrors.concern(path) && hasParameter(operation, parameter -> "query".equals(parameter.getIn()))) {
            problems.add("422");
        }
        return problems;
    }

    private static boolean hasParameter(Operation operation, Predicate<Parameter> which) {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .anyMatch(which);
    }
}

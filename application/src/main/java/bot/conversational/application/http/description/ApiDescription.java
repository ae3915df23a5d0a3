package bot.conversational.application.http.description;

import bot.conversational.application.http.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Set;

/** Makes the contract's description from the resource classes. */
public final class ApiDescription {

    private static final String SESSION = "session";

    /** Calls that need no session. */
    private static final Set<String> OPEN = Set.of("POST /api/v1/users", "POST /api/v1/sessions");

    private ApiDescription() {}

    public static OpenAPI of(Set<Class<?>> resources) {
        ModelConverters.getInstance(true).addConverter(new JsonFieldConverter());
        ModelConverters.getInstance(true).addConverter(new IdConverter());
        OpenAPI api = new Reader(new SwaggerConfiguration().openAPI31(true).openAPI(skeleton())).read(resources);
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    addProblem(operation);
                    if (!OPEN.contains(method + " " + path)) {
                        operation.addSecurityItem(new SecurityRequirement().addList(SESSION));
                    }
                }));
        return api;
    }

    private static OpenAPI skeleton() {
        Components components = new Components()
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        ModelConverters.getInstance(true)
                .readAllAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas
                .forEach(components::addSchemas);
        components.addSchemas(
                "Problem", ModelConverters.getInstance(true).readAllAsResolvedSchema(Problem.class).schema);
        return new OpenAPI()
                .info(new Info()
                        .title("conversational-bot")
                        .version("1")
                        .description("Chat with language models: accounts, conversations, messages and search.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(components);
    }

    private static void addProblem(Operation operation) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        operation
                .getResponses()
                .addApiResponse(
                        "4XX",
                        new ApiResponse()
                                .description("A problem (RFC 9457); 5XX have the same form")
                                .content(new Content()
                                        .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(problem))));
    }
}

package bot.conversational.application.http.description;

import bot.conversational.application.http.problem.ErrorEnvelope;
import bot.conversational.application.http.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Set;

/** Makes the contract's description from the resource classes. */
public final class ApiDescription {

    private static final String SESSION = "session";

    /** Calls that need no session. */
    private static final Set<String> OPEN =
            Set.of("registerUser", "logIn", "acceptInvitation", "readShare", "downloadSharedFile");

    private static final List<Tag> TAGS = List.of(
            tag("Users and sessions", "Accounts, log-ins and their ends."),
            tag("Keys", "API keys, which programs show in place of a session."),
            tag("Conversations", "Conversations and their settings."),
            tag("Folders", "Folders and tags of conversations."),
            tag("Chat", "Messages, answers and their streams."),
            tag("Files", "Files that messages name."),
            tag("Sharing", "Snapshots of branches under a link, and copies of them."),
            tag("Imports", "Conversations that other products recorded."),
            tag("Exports", "Conversations and whole accounts as files."),
            tag("Search", "Titles, messages and conversations by their words."),
            tag("Analytics", "Figures of use."),
            tag("Administration", "Accounts and the audit log, for administrators."),
            tag("Models", "The language models that answer."),
            tag("OpenAI", "What clients of OpenAI's API call."));

    private ApiDescription() {}

    /** @param resources whose methods each name their operation */
    public static OpenAPI of(Set<Class<?>> resources) {
        Converters.install();
        OpenAPI api = new Reader(new SwaggerConfiguration().openAPI31(true)).read(resources);
        introduce(api);
        CallParameters parameters = new CallParameters();
        CallResponses responses = new CallResponses(api.getComponents());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    boolean open = OPEN.contains(operation.getOperationId());
                    secure(operation, open);
                    parameters.describe(operation);
                    responses.describe(path, operation, open);
                }));
        return api;
    }

    private static void introduce(OpenAPI api) {
        api.info(new Info()
                        .title("conversational-bot")
                        .version("1")
                        .description("Chat with language models: accounts, conversations, messages and search.")
                        .license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("The service that gave this description")))
                .tags(TAGS);
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
        ModelConverters.getInstance(true).readAll(ErrorEnvelope.class).forEach(api.getComponents()::addSchemas);
        api.getComponents()
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "The token of a session, which logIn (POST /api/v1/sessions) gives, or an API key,"
                                                + " which createApiKey (POST /api/v1/api-keys) gives. A key may make the calls"
                                                + " that its scopes name. A service's key names the user in X-On-Behalf-Of."));
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    private static void secure(Operation operation, boolean open) {
        operation.setSecurity(open ? List.of() : List.of(new SecurityRequirement().addList(SESSION)));
    }
}

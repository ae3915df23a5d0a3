package bot.conversational.clients;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Two nodes of one service, a key of a user, and the model that they ask. */
public final class TwoNodes {

    private static final class Shared {
        static final TwoNodes NODES = new TwoNodes();
    }

    /** Of another service, which tests may fill, and whose other node they may kill. */
    private static final class WithTwoModels {
        static final TwoNodes NODES = new TwoNodes(TwoNodes::twoModels);
    }

    /** The second model's name, where there are two. */
    public static final String SECOND_MODEL = "careful";

    private final ObligingModel model = new ObligingModel();
    private final Deployment deployment;
    private final ServiceProcess one;
    private final ServiceProcess other;
    private final String key;

    TwoNodes() {
        this(model -> Deployment.fresh(model.environment()));
    }

    private TwoNodes(Function<ObligingModel, Deployment> install) {
        deployment = install.apply(model);
        one = deployment.start();
        other = deployment.start();
        key = one.api()
                .asNewUser()
                .post("/api/v1/api-keys", Map.of("name", "A client"))
                .expect(201)
                .json()
                .get("key")
                .asText();
    }

    /** For tests that neither stop them nor fill what is there; they end with the JVM of the tests. */
    public static TwoNodes shared() {
        return Shared.NODES;
    }

    /** Those of a service that has two models and no search by meaning; they end with the JVM of the tests, too. */
    public static TwoNodes withTwoModels() {
        return WithTwoModels.NODES;
    }

    private static Deployment twoModels(ObligingModel model) {
        Map<String, String> environment = new HashMap<>(model.environment());
        environment.put("EMBEDDING_PROVIDER", "none");
        String second = "models: [{name: %s, provider: openai, model: %s-2, baseUrl: \"%s\"}]"
                .formatted(SECOND_MODEL, SECOND_MODEL, model.url());
        try {
            String usual = Files.readString(Deployment.root().resolve("config.yml"));
            Path file = Files.createTempFile("two-models", ".yml");
            Files.writeString(file, usual.replace("models: []", second));
            file.toFile().deleteOnExit();
            return Deployment.fresh(environment).configured(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The official client. */
    static OpenAIClient client(ServiceProcess node, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(node.api().base() + "/v1")
                .apiKey(key)
                .build();
    }

    public ServiceProcess one() {
        return one;
    }

    public ServiceProcess other() {
        return other;
    }

    public ObligingModel model() {
        return model;
    }

    /** Somebody new who is one. */
    public Api administrator() {
        return new Administrators(deployment).at(one);
    }

    String key() {
        return key;
    }
}

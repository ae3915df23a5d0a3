package bot.conversational.clients;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.util.Map;

/** Two nodes of one service, a key of a user, and the model that they ask. */
public final class TwoNodes {

    private static final class Shared {
        static final TwoNodes NODES = new TwoNodes();
    }

    private final ObligingModel model = new ObligingModel();
    private final Deployment deployment = Deployment.fresh(model.environment());
    private final ServiceProcess one;
    private final ServiceProcess other;
    private final String key;

    TwoNodes() {
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

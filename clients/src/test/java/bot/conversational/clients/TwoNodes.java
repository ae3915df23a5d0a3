package bot.conversational.clients;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.util.Map;

/** Two nodes of one service, a key of a user, and the model that they ask. */
final class TwoNodes implements AutoCloseable {

    private final ObligingModel model = new ObligingModel();
    private final ServiceProcess one;
    private final ServiceProcess other;
    private final String key;

    TwoNodes() {
        Deployment deployment = Deployment.fresh(model.environment());
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

    ServiceProcess one() {
        return one;
    }

    ServiceProcess other() {
        return other;
    }

    ObligingModel model() {
        return model;
    }

    String key() {
        return key;
    }

    @Override
    public void close() {
        one.close();
        other.close();
        model.close();
    }
}

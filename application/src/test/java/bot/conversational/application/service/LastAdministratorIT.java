package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An installation always has an administrator who can log in. */
class LastAdministratorIT {

    private static final String USERS = "/api/v1/admin/users";
    private static final String ME = "/api/v1/users/me";

    private static String id(Api user) {
        return user.get(ME).expect(200).json().get("id").asText();
    }

    /** Two who take the rights from each other at once, on two nodes. */
    @Test
    void lastAdministratorShouldStay() throws Exception {
        Deployment deployment = Deployment.fresh(Map.of());
        Administrators administrators = new Administrators(deployment);
        try (Node first = deployment.startInProcess();
                Node second = deployment.startInProcess()) {
            Api one = administrators.at(first);
            refuseAll(one);
            for (int round = 0; round < 4; round++) {
                Api two = administrators.at(second);
                Api here = one;
                String mine = id(one);
                String theirs = id(two);
                List<Integer> statuses = atOnce(
                        () -> here.patch(USERS + "/" + theirs, Map.of("role", "user"))
                                .status(),
                        () -> two.delete(USERS + "/" + mine).status());

                assertThat(statuses).filteredOn(status -> status < 300).hasSize(1);
                assertThat(statuses).filteredOn(status -> status >= 300).allMatch(List.of(401, 403, 409)::contains);
                one = statuses.get(0) == 200 ? one : two;
            }
            refuseAll(one);
        }
    }

    private static void refuseAll(Api last) {
        String path = USERS + "/" + id(last);
        last.patch(path, Map.of("role", "user")).expect(409);
        last.patch(path, Map.of("state", "suspended")).expect(409);
        last.delete(path).expect(409);
        last.with("Content-Type", "application/json")
                .send("DELETE", ME, BodyPublishers.ofString("{\"password\": \"" + Api.PASSWORD + "\"}"))
                .expect(409);
        last.get(USERS).expect(200);
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> two) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(List.of(one, two))) {
                results.add(result.get());
            }
            return results;
        }
    }
}

package bot.conversational.application.service.edges;

import static bot.conversational.application.service.edges.ProblemAssertions.assertStatus;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream is picked up behind an event that it had, or refused before it begins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesIT {

    private final OwnedResources owner =
            OwnedResources.of(Deployment.sharedNode().api());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Last-Event-ID                             | status
            ANSWER:0                                    | 200
            ANSWER:1                                    | 200
            ANSWER:end                                  | 204
            ANSWER:999999                               | 400
            ANSWER:999999999999                         | 400
            ANSWER:9999999999999                        | 400
            ANSWER:0.1                                  | 400
            ANSWER:1.1                                  | 400
            ANSWER:1.9999999                            | 400
            ANSWER:-1                                   | 400
            ANSWER:+1                                   | 400
            ANSWER:1.                                   | 400
            ANSWER:                                     | 400
            ANSWER                                      | 400
            ANSWER:End                                  | 400
            00000000-0000-7000-8000-000000000000:0      | 400
            00000000-0000-7000-8000-000000000000:end    | 400
            1                                           | 400
            end                                         | 400
            """)
    void placeShouldExist(String lastEventId, int status) {
        String events = "/api/v1/conversations/" + owner.conversation() + "/messages/" + owner.answer() + "/events";
        Api following = owner.api().with("Last-Event-ID", lastEventId.replace("ANSWER", owner.answer()));
        assertStatus(following.get(events), status);
    }
}

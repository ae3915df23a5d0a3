package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.faults.SteadyLoad.Asked;
import bot.conversational.application.service.harness.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Compares what users asked with what the service kept of it. */
final class KeptQuestions {

    private KeptQuestions() {}

    /** What was acknowledged is there once, with its answer; what was refused is there once at most. */
    static void assertNothingDoubled(SteadyLoad load) {
        load.asked().forEach((api, questions) -> {
            List<String> conversations =
                    questions.stream().map(Asked::conversation).distinct().toList();
            for (String conversation : conversations) {
                assertKept(api, conversation, questions);
            }
        });
    }

    private static void assertKept(Api api, String conversation, Queue<Asked> questions) {
        List<String> kept = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get("/api/v1/conversations/" + conversation + "/messages?limit=200" + cursor)
                    .expect(200)
                    .json();
            page.get("items")
                    .forEach(message -> kept.add(message.get("role").asText() + " "
                            + (message.get("role").asText().equals("user")
                                    ? message.get("content").asText()
                                    : "")));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        for (Asked asked : questions) {
            if (asked.conversation().equals(conversation)) {
                long times = kept.stream()
                        .filter(("user " + asked.content())::equals)
                        .count();
                assertThat(times).as("%s", asked).isBetween(asked.acknowledged() ? 1L : 0L, 1L);
            }
        }
        long answers = kept.stream().filter("assistant "::equals).count();
        assertThat(answers).as("answers to %s", kept).isGreaterThanOrEqualTo(kept.size() / 2);
    }
}

package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisUserDataEraserIT {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("traces", PROBE.settings());

    private final RedisUserDataEraser traces = new RedisUserDataEraser(SERVER);
    private final UserId user = new UserId(UUID.randomUUID());
    private final UserId other = new UserId(UUID.randomUUID());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Test
    void removeTextsShouldLeaveTheMarksOfSessions() {
        String session = RedisKeys.session(user, "digest");
        String messages = RedisKeys.messages(user, new ConversationId(UUID.randomUUID()));
        PROBE.set(session, "-");
        PROBE.set(messages, "a text");

        traces.removeTexts(user);

        assertThat(PROBE.redis().exists(session)).isTrue();
        assertThat(PROBE.redis().exists(messages)).isFalse();
    }

    @Test
    void removeAllShouldRemoveWhateverIsUnderTheUsersTagAndNothingElse() {
        String others = RedisKeys.session(other, "digest");
        PROBE.set(others, "-");
        for (int i = 0; i < 2_500; i++) {
            PROBE.set(RedisKeys.session(user, "digest-" + i), "-");
        }

        assertThat(traces.removeAll(user)).isTrue();

        assertThat(PROBE.redis().keys(RedisKeys.all(user))).isEmpty();
        assertThat(PROBE.redis().exists(others)).isTrue();
        assertThat(traces.removeAll(user)).as("nothing is left").isFalse();
    }

    @Test
    void removeAllShouldRemoveTheUsersAnswersAmongThoseThatAllShare() {
        String own = sharedAnswer(user);
        String others = sharedAnswer(other);

        assertThat(traces.removeAll(user)).isTrue();

        assertThat(PROBE.redis().exists(own)).isFalse();
        assertThat(PROBE.redis().exists(others)).isTrue();
    }

    private static String sharedAnswer(UserId owner) {
        String key = RedisKeys.sharedAnswers().replace("*", UUID.randomUUID().toString());
        PROBE.set(
                key,
                ContextJson.write(new CachedAnswer(
                        owner, 5, Content.of("Forty-two."), 3, "a-model", Optional.empty(), FinishReason.STOP)));
        return key;
    }
}

package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

/** In which slot of a cluster keys lie. */
class RedisKeysTest {

    private static final FailureLimit LIMIT = new FailureLimit(1, Duration.ofMinutes(1));

    @Test
    void allKeysOfAUserShouldLieInOneSlot() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        Digest digest = ChatSamples.question("why");
        assertThat(Stream.of(
                                RedisKeys.session(user, "digest"),
                                RedisKeys.conversation(user, conversation),
                                RedisKeys.messages(user, conversation),
                                RedisKeys.liveTurn(user, new MessageId(UUID.randomUUID())),
                                RedisKeys.answer(AnswerScope.USER, user, digest, digest),
                                RedisKeys.answersSince(user),
                                RedisKeys.all(user))
                        .map(RedisKeysTest::slot))
                .containsOnly(slot(RedisKeys.buckets(user)));
    }

    @Test
    void countsOfAnAddressShouldLieInOneSlot() {
        ClientAddress address = new ClientAddress("192.0.2.1");
        assertThat(slot(RedisKeys.registrations("day", address)))
                .isEqualTo(slot(RedisKeys.registrations("minute", address)));
    }

    /** A slot that had all of them would make one master the busiest. */
    @Test
    void countsOfDifferentPeopleShouldLieInDifferentSlots() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> new FailureCount(FailureCount.Kind.ACCOUNT, "somebody-" + i, LIMIT))
                        .map(RedisKeys::failedLogIns)
                        .map(RedisKeysTest::slot)
                        .distinct())
                .hasSizeGreaterThan(90);
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> RedisKeys.registrations("day", new ClientAddress("192.0.2." + i)))
                        .map(RedisKeysTest::slot)
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    private static int slot(String key) {
        return JedisClusterCRC16.getSlot(key);
    }
}

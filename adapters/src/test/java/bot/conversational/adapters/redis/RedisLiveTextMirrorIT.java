package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextMirrorContract;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisLiveTextMirrorIT implements LiveTextMirrorContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("cache", PROBE.settings());

    private final RedisLiveTextMirror mirror = new RedisLiveTextMirror(SERVER);

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public LiveTextMirror mirror() {
        return mirror;
    }

    @Override
    public Outage outage() {
        return PROBE.freeze();
    }

    @Test
    void textShouldEndByItselfAndHealAfterAFlush() {
        UserId user = ChatSamples.user();
        MessageId turn = new MessageId(UUID.randomUUID());
        mirror.append(List.of(new Delta(user, turn, 0, "some")));
        String key = RedisKeys.liveTurn(user, turn);
        assertThat(PROBE.redis().pttl(key)).isBetween(100_000L, 120_000L);

        PROBE.redis().del(key);
        assertThat(mirror.append(List.of(new Delta(user, turn, 4, " more")))).containsExactly(0L);
        assertThat(mirror.append(List.of(new Delta(user, turn, 0, "some more"))))
                .containsExactly(9L);
        assertThat(mirror.read(user, turn, 5)).contains("more");
    }
}

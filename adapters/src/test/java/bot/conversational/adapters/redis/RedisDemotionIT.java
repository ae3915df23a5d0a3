package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;

/** Behind an address that moves to the new master the demoted one must not be kept. */
@Tag("alone")
class RedisDemotionIT {

    private static final LuaScript ECHO = LuaScript.named("echo");

    private final Probe probe = new Probe();
    private final RedisGuard server = RedisGuard.connect("demoted", probe.settings());

    @AfterEach
    void disconnect() {
        server.close();
        probe.close();
    }

    @Test
    void everyConnectionShouldBeMadeAnewWhenTheServerWasDemoted() {
        await().ignoreException(DomainException.Unavailable.class).until(this::works);
        List<String> before = connections();
        assertThat(before).isNotEmpty();
        probe.redis().sendCommand(Protocol.Command.REPLICAOF, "localhost", "1");
        try {
            assertThat(probe.redis().ping()).as("it answers").isEqualTo("PONG");
            assertThatThrownBy(server::probe).isInstanceOf(DomainException.Unavailable.class);
        } finally {
            probe.redis().sendCommand(Protocol.Command.REPLICAOF, "no", "one");
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .until(this::works);
        assertThat(connections()).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    /** On a connection of the pool, and on the one that scripts share. */
    private boolean works() {
        server.probe();
        return "here".equals(server.run(ECHO, List.of(), List.of("here")));
    }

    /** The ids of the connections under test. */
    private List<String> connections() {
        byte[] all = (byte[]) probe.redis().sendCommand(Protocol.Command.CLIENT, "LIST");
        return new String(all, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("name=conversational-bot-demoted "))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}

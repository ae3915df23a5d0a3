package bot.conversational.application.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bot.conversational.domain.session.ClientAddress;
import jakarta.ws.rs.ClientErrorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    private static final int MOST_BYTES = 10_000;

    private final List<Long> waits = new ArrayList<>();
    private long seconds;
    private long secondsForEach;

    /** A body of so many bytes, each of which lets its reader wait. */
    private InputStream body(int bytes, long secondsForEachByte) {
        secondsForEach = secondsForEachByte;
        InputStream sent = new InputStream() {
            private final InputStream content = new ByteArrayInputStream(new byte[bytes]);

            @Override
            public int read() throws IOException {
                seconds += secondsForEach;
                return content.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                seconds += secondsForEach;
                return content.read(into, offset, Math.min(1, length));
            }
        };
        return new BoundedBody(
                sent,
                BodyLimit.ofBytes(MOST_BYTES),
                new BodyBudget(1 << 20, 1 << 20).claim(new ClientAddress("192.0.2.1"), bytes),
                () -> TimeUnit.SECONDS.toNanos(seconds),
                waits::add);
    }

    /** The status with which the body is refused. */
    private static int refusal(InputStream body) {
        return catchThrowableOfType(ClientErrorException.class, body::readAllBytes)
                .getResponse()
                .getStatus();
    }

    @Test
    void bodyThatTricklesInShouldBeGivenUp() {
        InputStream trickle = body(100, 1);
        assertThat(refusal(trickle)).isEqualTo(408);
        assertThat(seconds).isEqualTo(16);
        assertThat(waits).startsWith(15_000L, 14_000L).endsWith(1L);
    }

    @Test
    void bodyShouldBeGivenUpHoweverMuchHasCome() throws IOException {
        InputStream body = body(MOST_BYTES, 0);
        body.readNBytes(MOST_BYTES - 100);
        secondsForEach = 1;
        assertThat(refusal(body)).isEqualTo(408);
        assertThat(seconds).isEqualTo(16);
    }

    @Test
    void bodyShouldBeReadWhenTheServiceWasLateToBegin() throws IOException {
        InputStream prompt = body(100, 0);
        seconds += 60;
        assertThat(prompt.read()).isZero();
        seconds += 60;
        assertThat(prompt.readAllBytes()).hasSize(99);
    }

    @Test
    void bodyOverTheLimitShouldBeRefused() {
        assertThat(refusal(body(MOST_BYTES + 1, 0))).isEqualTo(413);
    }
}

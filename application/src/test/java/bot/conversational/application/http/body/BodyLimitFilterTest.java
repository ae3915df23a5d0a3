package bot.conversational.application.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.ClientErrorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyLimitFilterTest {

    private static final int MOST_BYTES = 10_000;

    private long seconds;

    /** A body of so many bytes, each of which lets its reader wait. */
    private InputStream body(int bytes, long secondsForEach) {
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
        return new BodyLimitFilter.Bounded(sent, MOST_BYTES, () -> TimeUnit.SECONDS.toNanos(seconds));
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
        assertThat(seconds).isEqualTo(6);
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

package bot.conversational.application.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyLimitsTest {

    private static final long MIB = 1 << 20;

    private final BodyLimits limits = new BodyLimits(MIB, Map.of("/api/v1/files", 20 * MIB));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/users, 16",
        "/api/v1/users/me/password, 16",
        "/api/v1/sessions, 16",
        "/api/v1/conversations, 128",
        "/api/v1/conversations/1, 128",
        "/api/v1/conversations/1/messages, 1024",
        "/api/v1/conversations/1/messages/2/feedback, 32",
        "/api/v1/conversations/1/messages/2/regenerate, 32",
        "/api/v1/files, 20480",
        "/elsewhere, 1024"
    })
    void callShouldTakeNoMoreThanItsFieldsNeed(String path, long kib) {
        assertThat(limits.of(path).bytes()).isEqualTo(kib * 1_024);
    }

    @Test
    void callShouldTakeNoMoreThanAnyMay() {
        assertThat(new BodyLimits(100, Map.of("/api/v1/files", MIB))
                        .of("/api/v1/users")
                        .bytes())
                .isEqualTo(100);
    }

    @Test
    void fileShouldHaveTimeForItsLengthAndKeepLittleInMemory() {
        BodyLimit file = limits.of("/api/v1/files");
        assertThat(file.patience()).isEqualTo(Duration.ofSeconds(60 + 320));
        assertThat(file.announced(MIB).patience()).isEqualTo(Duration.ofSeconds(76));
        assertThat(file.kept()).isLessThan(MIB);
    }
}

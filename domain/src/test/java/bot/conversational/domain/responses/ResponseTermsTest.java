package bot.conversational.domain.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ResponseTermsTest {

    static final List<ResponseTerms> TERMS = List.of(
            ResponseTerms.NONE,
            new ResponseTerms(
                    new Sampling(
                            Optional.of(0.5),
                            Optional.of(100),
                            Optional.of(0.25),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    Optional.of(new MessageId(UUID.randomUUID())),
                    true,
                    true,
                    false,
                    3,
                    new Metadata(Map.of("a", "b", "given", "9", "metadata.x", ""))));

    @ParameterizedTest
    @FieldSource("TERMS")
    void termsShouldComeBackFromTheirNotes(ResponseTerms terms) {
        assertThat(ResponseTerms.of(terms.notes())).isEqualTo(terms);
    }

    @Test
    void questionWithoutNotesShouldHaveNoTerms() {
        assertThat(ResponseTerms.of(Map.of())).isEqualTo(ResponseTerms.NONE);
    }

    @Test
    void metadataShouldHaveLimits() {
        Map<String, String> sixteen =
                IntStream.range(0, 16).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
        assertThat(new Metadata(sixteen).pairs()).hasSize(16);
        assertThatThrownBy(() -> new Metadata(
                        IntStream.range(0, 17).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"))))
                .isInstanceOf(DomainException.Invalid.class);
        assertThat(new Metadata(Map.of("k".repeat(64), "v".repeat(512))).pairs())
                .hasSize(1);
        assertThatThrownBy(() -> new Metadata(Map.of("k".repeat(65), "v"))).isInstanceOf(DomainException.Invalid.class);
        assertThatThrownBy(() -> new Metadata(Map.of("k", "v".repeat(513))))
                .isInstanceOf(DomainException.Invalid.class);
    }
}

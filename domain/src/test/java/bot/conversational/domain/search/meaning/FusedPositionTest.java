package bot.conversational.domain.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedPositionTest {

    private static final Sought SOUGHT = Sought.of(QueryText.parse("alpha beta"));

    /** The first is spelled as a colon. */
    private static final Rarity WEIGHTS = new Rarity(List.of(10, 63));

    @ParameterizedTest
    @ValueSource(strings = {"", "all-minilm-l6-v2-q", "nomic-embed-text:latest", "a b:"})
    void textShouldSayTheSame(String model) {
        FusedPosition position = new FusedPosition(
                0.25,
                new MessageId(UUID.randomUUID()),
                1.5,
                WEIGHTS,
                Optional.of(model).filter(it -> !it.isEmpty()));

        assertThat(FusedPosition.parse(position.text(), SOUGHT)).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":o", ":ox", ":o~model", "::o:model"})
    void otherWeightsShouldBeRefused(String rest) {
        String text = "0.25:00000000-0000-0000-0000-000000000000:1.5:" + rest;

        assertThatThrownBy(() -> FusedPosition.parse(text, SOUGHT)).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void beginningShouldBeInFrontOfEveryHit() {
        assertThat(FusedPosition.begin(1.5, WEIGHTS, Optional.of("a-model")).score())
                .isGreaterThan(1.5);
    }
}

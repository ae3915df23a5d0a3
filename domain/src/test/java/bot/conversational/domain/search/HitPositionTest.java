package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.HitPosition.Rank;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitPositionTest {

    private static final MessageId ID = new MessageId(UUID.fromString("f98c0de0-0000-7000-8000-000000000001"));
    private static final Sought TWO = Sought.of(QueryText.parse("two words"));

    @Test
    void parseShouldReadWhatTextSaid() {
        HitPosition ranked = new HitPosition(new Rank(1_234, -5, ID), new Rarity(List.of(10, 63)), 5_678);
        HitPosition dated = new HitPosition(new Rank(0, 1_767_225_600_000L, ID), new Rarity(List.of()), 0);

        assertThat(HitPosition.parse(Sort.RELEVANCE, TWO, ranked.text(Sort.RELEVANCE)))
                .isEqualTo(ranked);
        assertThat(HitPosition.parse(Sort.NEWEST, TWO, dated.text(Sort.NEWEST))).isEqualTo(dated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:f98c0de0-0000-7000-8000-000000000001",
                "1:f98c0de0-0000-7000-8000-000000000001:1:2:",
                "1:f98c0de0-0000-7000-8000-000000000001:1:2:1",
                "1:f98c0de0-0000-7000-8000-000000000001:1:2:123",
                "1:f98c0de0-0000-7000-8000-000000000001:1:2:1~",
                "1:f98c0de0-0000-7000-8000-000000000001:-1:2:11",
                "1:f98c0de0-0000-7000-8000-00000000000-:1:2:11",
                "x:f98c0de0-0000-7000-8000-000000000001:1:2:11",
                "9999999999999999999:f98c0de0-0000-7000-8000-000000000001:1:2:11",
                "1:f98c0de0-0000-7000-8000-000000000001:999999999:2:11"
            })
    void parseShouldRefuseWhatIsNoPositionOfTheList(String text) {
        assertThatThrownBy(() -> HitPosition.parse(Sort.RELEVANCE, TWO, text))
                .isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void orderShouldBeByScoreThenTimeThenIdAsText() {
        Rank best = new Rank(2, 1, ID);
        Rank newer = new Rank(1, 2, ID);
        Rank higher = new Rank(1, 1, ID);
        Rank lower = new Rank(1, 1, new MessageId(UUID.fromString("00000000-0000-7000-8000-000000000001")));

        assertThat(List.of(lower, higher, newer, best).stream().sorted(Rank.order(Sort.RELEVANCE)))
                .containsExactly(best, newer, higher, lower);
        assertThat(List.of(higher, newer, lower).stream().sorted(Rank.order(Sort.OLDEST)))
                .containsExactly(lower, higher, newer);
    }

    @Test
    void shareShouldBeOfTheBest() {
        assertThat(new Rank(3, 0, ID).share(4)).isEqualTo(0.75);
        assertThat(new Rank(0, 0, ID).share(0)).isZero();
        assertThat(new Rank(5, 0, ID).share(4)).as("newer than the list").isEqualTo(1);
    }
}

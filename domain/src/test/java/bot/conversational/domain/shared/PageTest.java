package bot.conversational.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void ofShouldEndTheListWhenNoRowIsTooMany() {
        Page<String, String> page = Page.of(List.of("a", "b"), 2, Function.identity());
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void ofShouldPointBehindTheLastItemShownWhenThereIsOneRowMore() {
        Page<String, String> page = Page.of(List.of("a", "b", "c"), 2, Function.identity());
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).contains("b");
    }

    @Test
    void ofShouldBeEmptyWhenThereAreNoRows() {
        Page<String, String> page = Page.of(List.of(), 2, Function.identity());
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void withinShouldEndThePageWithTheItemThatReachesTheMost() {
        Page<Long, Long> page = new Page<>(List.of(1L, PageRequest.MOST_BYTES - 1, 1L), Optional.empty());
        Page<Long, Long> cut = page.within(bytes -> bytes, Function.identity());
        assertThat(cut.items()).containsExactly(1L, PageRequest.MOST_BYTES - 1);
        assertThat(cut.next()).contains(PageRequest.MOST_BYTES - 1);
    }

    @Test
    void withinShouldLeaveAPageThatEndsSoAnyway() {
        Page<Long, Long> page = new Page<>(List.of(1L, PageRequest.MOST_BYTES), Optional.empty());
        assertThat(page.within(bytes -> bytes, Function.identity())).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void requestShouldRefuseALimitOutOfBounds(int limit) {
        assertThatThrownBy(() -> PageRequest.first(limit)).isInstanceOf(DomainException.Invalid.class);
    }
}

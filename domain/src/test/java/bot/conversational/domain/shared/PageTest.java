package bot.conversational.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void requestShouldRefuseALimitOutOfBounds(int limit) {
        assertThatThrownBy(() -> PageRequest.first(limit)).isInstanceOf(DomainException.Invalid.class);
    }
}

package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.MessageRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final Chain one = Chain.EMPTY.plus(MessageRole.USER, "hello");

    @Test
    void plusShouldGiveTheSameChainForTheSameMessages() {
        assertThat(one)
                .isEqualTo(Chain.EMPTY.plus(MessageRole.USER, "hello"))
                .hasSameHashCodeAs(Chain.EMPTY.plus(MessageRole.USER, "hello"));
    }

    @Test
    void plusShouldDependOnRoleTextAndAllBefore() {
        assertThat(one)
                .isNotEqualTo(Chain.EMPTY)
                .isNotEqualTo(Chain.EMPTY.plus(MessageRole.ASSISTANT, "hello"))
                .isNotEqualTo(Chain.EMPTY.plus(MessageRole.USER, "hello "))
                .isNotEqualTo(one.plus(MessageRole.USER, "hello"));
    }

    @Test
    void digestShouldNotRunNeighbouringTextsTogether() {
        assertThat(Chain.digest(Chain.EMPTY, List.of("ab", "c")))
                .isNotEqualTo(Chain.digest(Chain.EMPTY, List.of("a", "bc")));
        assertThat(Chain.digest(Chain.EMPTY, List.of("", "a")))
                .isNotEqualTo(Chain.digest(Chain.EMPTY, List.of("a", "")));
    }

    /** Chains are stored: another sum would silently make every kept one worthless. */
    @Test
    void plusShouldStayTheSumThatStoredChainsWereMadeWith() {
        assertThat(one).hasToString("b9cf60c9e368197fb821c3ae10109192f348132d3c5889b00b8a36475240539a");
    }

    @Test
    void parseShouldReadWhatToStringWrote() {
        assertThat(Chain.parse(one.toString())).isEqualTo(one);
    }

    @Test
    void parseShouldRefuseWhatIsNoChain() {
        assertThatThrownBy(() -> Chain.parse("00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chain.parse("no chain")).isInstanceOf(IllegalArgumentException.class);
    }
}

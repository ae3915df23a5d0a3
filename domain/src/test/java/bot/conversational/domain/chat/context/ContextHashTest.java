package bot.conversational.domain.chat.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextHashTest {

    private final ContextHash one = ContextHash.EMPTY.plus(MessageRole.USER, Content.of("hello"));

    @Test
    void plusShouldGiveTheSameChainForTheSameMessages() {
        assertThat(one)
                .isEqualTo(ContextHash.EMPTY.plus(MessageRole.USER, Content.of("hello")))
                .hasSameHashCodeAs(ContextHash.EMPTY.plus(MessageRole.USER, Content.of("hello")));
    }

    @Test
    void plusShouldDependOnRoleTextAndAllBefore() {
        assertThat(one)
                .isNotEqualTo(ContextHash.EMPTY)
                .isNotEqualTo(ContextHash.EMPTY.plus(MessageRole.ASSISTANT, Content.of("hello")))
                .isNotEqualTo(ContextHash.EMPTY.plus(MessageRole.USER, Content.of("hello ")))
                .isNotEqualTo(one.plus(MessageRole.USER, Content.of("hello")));
    }

    @Test
    void digestShouldNotRunNeighbouringTextsTogether() {
        assertThat(Digest.of(List.of("ab", "c"))).isNotEqualTo(Digest.of(List.of("a", "bc")));
        assertThat(Digest.of(List.of("", "a"))).isNotEqualTo(Digest.of(List.of("a", "")));
    }

    /** Chains are stored: another sum would silently make every kept one worthless. */
    @Test
    void plusShouldStayTheSumThatStoredChainsWereMadeWith() {
        assertThat(one).hasToString("b9cf60c9e368197fb821c3ae10109192f348132d3c5889b00b8a36475240539a");
    }

    @Test
    void parseShouldReadWhatToStringWrote() {
        assertThat(ContextHash.parse(one.toString())).isEqualTo(one);
    }

    @Test
    void parseShouldRefuseWhatIsNoChain() {
        assertThatThrownBy(() -> ContextHash.parse("00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContextHash.parse("no hash")).isInstanceOf(IllegalArgumentException.class);
    }
}

package bot.conversational.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"ada@example.org", "Ada.L+chat@mail.example.org", "o'neil@example.org", "ä@bücher.example", "a@b"
            })
    void shouldTakeWhatAMailCouldReach(String value) {
        assertThat(new EmailAddress(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "@example.org",
                "a da@example.org",
                "ada@@example.org",
                "ada@example..org",
                "ada@example.org.",
                "ada,eve@example.org",
                "ada@exa mple.org",
                "ada@example.org\nbcc:eve@example.org",
                "<ada@example.org>"
            })
    void shouldRefuseWhatNoMailCouldReach(String value) {
        assertThatThrownBy(() -> new EmailAddress(value)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void shouldRefuseMoreThan254Characters() {
        String host = "x".repeat(60) + ".";
        assertThatThrownBy(() -> new EmailAddress("ada@" + host.repeat(5) + "org"))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("email must have 3 to 254 characters");
    }

    @Test
    void keyShouldBeTheSameWhenOnlyCaseDiffers() {
        assertThat(new EmailAddress("Ada@Example.ORG").key()).isEqualTo(new EmailAddress("ada@example.org").key());
    }

    @Test
    void toStringShouldNotTellTheAddress() {
        assertThat(new EmailAddress("ada@example.org").toString()).doesNotContain("ada");
    }
}

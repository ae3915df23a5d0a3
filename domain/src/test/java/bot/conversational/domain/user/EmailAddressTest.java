package bot.conversational.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # one mailbox                 | in another spelling
            ada@bücher.example            | ada@xn--bcher-kva.example
            ada@BÜCHER.Example            | Ada@XN--BCHER-KVA.EXAMPLE
            ada@bu\u0308cher.example      | ada@bücher.example
            ada@bu\u0308cher.example      | ada@xn--bcher-kva.example
            rene\u0301@example.org        | ren\u00e9@example.org
            RENE\u0301@example.org        | ren\u00e9@EXAMPLE.org
            \uff41\uff44\uff41@example.org | ada@example.org
            ada@\uff45xample.org          | ada@example.org
            o\ufb03ce@example.org         | office@example.org
            \u212belvira@example.org      | \u00e5elvira@example.org
            ada@straße.example            | ada@xn--strae-oqa.example
            ada@STRAẞE.example            | ada@straße.example
            ada@мир.рф                    | ada@xn--h1ahn.xn--p1ai
            ada@МИР.рф                    | ada@мир.XN--P1AI
            ada@例え.テスト                 | ada@xn--r8jz45g.xn--zckzah
            ΑΔΑ@example.gr                | αδα@example.gr
            """)
    void keyShouldBeTheSameForOneMailbox(String one, String other) {
        assertThat(EmailAddress.chosen(one).key())
                .isEqualTo(EmailAddress.chosen(other).key());
    }

    @ParameterizedTest
    @CsvSource({
        "ada@straße.example, ada@strasse.example",
        "ada@xn--strae-oqa.example, ada@strasse.example",
        "ada@βόλος.gr, ada@βόλοσ.gr",
        "strauß@example.org, strauss@example.org",
        "ışık@example.org, isik@example.org",
        "rené@example.org, rene@example.org",
        "ada@bücher.example, ada@bucher.example",
        "xn--bcher-kva@example.org, bücher@example.org",
        "ada@xn--99999999.example, ada@xn--9999999.example"
    })
    void keyShouldDifferForDifferentMailboxes(String one, String other) {
        assertThat(EmailAddress.chosen(one).key())
                .isNotEqualTo(EmailAddress.chosen(other).key());
    }

    /** A label that decodes to letters which would be written otherwise is nobody's. */
    @Test
    void keyShouldKeepALabelThatStandsForNothing() {
        assertThat(EmailAddress.chosen("ada@xn--Bcher-kva0.example").key()).isEqualTo("ada@xn--bcher-kva0.example");
        assertThat(EmailAddress.chosen("ada@xn--99999999.example").key()).isEqualTo("ada@xn--99999999.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200bda@example.org",
                "a\u200dda@example.org",
                "a\u00adda@example.org",
                "ada\ufeff@example.org",
                "\u202eada@example.org",
                "ada\u2060@example.org",
                "ada\ufe0f@example.org",
                "ada\u034f@example.org",
                "ada\u115f@example.org",
                "ada\u3164@example.org",
                "ada\u2800@example.org",
                "ada\u180e@example.org",
                "ada\u00a0@example.org",
                "ada\u3000b@example.org",
                "ada\ue000\u2061@example.org",
                "ada\uff20eve@example.org",
                "ada\uff0ceve@example.org"
            })
    void chosenShouldRefuseWhatNobodyCanSee(String address) {
        assertThatThrownBy(() -> EmailAddress.chosen(address))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("email must have no characters that cannot be seen");
        assertThat(new EmailAddress(address).value()).as("an old account's").isEqualTo(address);
    }

    @Test
    void toStringShouldNotTellTheAddress() {
        assertThat(new EmailAddress("ada@example.org").toString()).doesNotContain("ada");
    }
}

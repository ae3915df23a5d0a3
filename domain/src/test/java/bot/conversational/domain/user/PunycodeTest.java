package bot.conversational.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {

    /** Of the samples in RFC 3492, 7.1, and of domains that exist. */
    @ParameterizedTest
    @CsvSource({
        "bcher-kva, bücher",
        "strae-oqa, straße",
        "mnchen-3ya, münchen",
        "fiqs8s, 中国",
        "wgbh1c, مصر",
        "h2brj9c, भारत",
        "p1ai, рф",
        "nxasmm1c, βόλος",
        "ihqwcrb4cv8a8dqg056pqjye, 他们为什么不说中文",
        "ihqwctvzc91f659drss3x8bo0yb, 他們爲什麽不說中文",
        "b1abfaaepdrnnbgefbadotcwatmq2g4l, почемужеонинеговорятпорусски",
        "Proprostnemluvesky-uyb24dma41a, Pročprostěnemluvíčesky",
        "PorqunopuedensimplementehablarenEspaol-fmd56a, PorquénopuedensimplementehablarenEspañol",
        "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g, TạisaohọkhôngthểchỉnóitiếngViệt",
        "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa, なぜみんな日本語を話してくれないのか",
        "3B-ww4c5e180e575a65lsy2b, 3年B組金八先生",
        "ls8h, 💩"
    })
    void shouldDecode(String ascii, String letters) {
        assertThat(Punycode.decode(ascii)).contains(letters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999", "bcher-kv", "a-ü", "!", "bcher-kva!", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
    void shouldRefuseWhatIsNoLabel(String ascii) {
        assertThat(Punycode.decode(ascii)).isEmpty();
    }
}

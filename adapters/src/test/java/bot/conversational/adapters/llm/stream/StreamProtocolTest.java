package bot.conversational.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.parts.ContentBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are read whole, and byte by byte: wherever they are cut, the same comes of them. */
class StreamProtocolTest {

    private static final int ENOUGH = 150;
    private static final int MUTATIONS = 3_000;

    static Stream<WireCase> cases() {
        return WireCases.all()
                .filter(it -> it.with().stream()
                        .noneMatch(way -> way.equals("cut")
                                || way.endsWith("zip")
                                || way.endsWith("deflate")
                                || way.startsWith("coding-")));
    }

    @Test
    void casesShouldBeMany() {
        assertThat(WireCases.all()).hasSizeGreaterThan(ENOUGH).doesNotHaveDuplicates();
        assertThat(WireCases.all().map(WireCase::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readShouldGiveTheAnswer(WireCase it) {
        assertThat(outcome(it.protocol(), new ByteArrayInputStream(it.bytes()))).isEqualTo(it.outcome());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readShouldGiveTheSameByteByByte(WireCase it) {
        InputStream drops = new ByteArrayInputStream(it.bytes()) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1));
            }
        };

        assertThat(outcome(it.protocol(), drops)).isEqualTo(it.outcome());
    }

    /** Whatever is changed, left out, or sent to a reader of another protocol: it is an answer or a failure that is known. */
    @ParameterizedTest
    @EnumSource(StreamProtocol.class)
    void readShouldFailInNoOtherWay(StreamProtocol protocol) {
        Random random = new Random(1);
        List<byte[]> bodies =
                cases().map(WireCase::bytes).filter(body -> body.length > 0).toList();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutated(bodies.get(random.nextInt(bodies.size())), random);

            assertThatCode(() -> outcome(protocol, new ByteArrayInputStream(body)))
                    .as(() -> new String(body, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] mutated = Arrays.copyOf(body, random.nextInt(4) == 0 ? 1 + random.nextInt(body.length) : body.length);
        String telling = "{}[]\",:\n\\ 0e-nt\r\u0000\u00ff";
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            mutated[random.nextInt(mutated.length)] = (byte) telling.charAt(random.nextInt(telling.length()));
        }
        return mutated;
    }

    private static String outcome(StreamProtocol protocol, InputStream body) {
        ContentBuilder content = new ContentBuilder();
        Answer answer = new Answer(content::add, () -> {});
        try {
            read(protocol, body, answer);
            FinishReason finish = answer.complete();
            return Outcomes.of(content.content(), finish, answer.cost());
        } catch (ModelFailure failure) {
            return "failed " + failure.kind().label();
        }
    }

    private static void read(StreamProtocol protocol, InputStream body, Answer answer) {
        try {
            protocol.read(body, answer);
        } catch (IOException | ModelFailure e) {
            if (!answer.isWhole()) {
                throw ModelFailures.of(e);
            }
        }
    }
}

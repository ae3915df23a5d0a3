package bot.conversational.domain.llm.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.parts.AnswerLogReader.Piece;
import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerLogTest {

    private static final List<Delta> ALL = List.of(
            new Delta.Opened(new Part.Reasoning("", Optional.empty())),
            new Delta.More("Größer?"),
            new Delta.Signed("sig/=="),
            new Delta.Text("Let me "),
            new Delta.Text("see. 😀"),
            new Delta.Opened(new Part.ToolCall("call_1", "look_up", "")),
            new Delta.More("{\"q\": "),
            new Delta.More("\"ö\"}"),
            new Delta.Opened(new Part.ToolCall("call_2", "now", "")),
            new Delta.Opened(new Part.Source(
                    Optional.of("https://a.example"),
                    Optional.of(""),
                    Optional.empty(),
                    Optional.of(3),
                    Optional.of(9))),
            new Delta.Opened(new Part.Data("logprobs", "[1, 2]")),
            new Delta.Text("Done."));

    private static final Content CONTENT = Content.of(List.of(
            new Part.Reasoning("Größer?", Optional.of("sig/==")),
            new Part.Text("Let me see. 😀"),
            new Part.ToolCall("call_1", "look_up", "{\"q\": \"ö\"}"),
            new Part.ToolCall("call_2", "now", ""),
            new Part.Source(
                    Optional.of("https://a.example"),
                    Optional.of(""),
                    Optional.empty(),
                    Optional.of(3),
                    Optional.of(9)),
            new Part.Data("logprobs", "[1, 2]"),
            new Part.Text("Done.")));

    private final AnswerLog log = new AnswerLog();

    @Test
    void logOfNothingButTextShouldBeTheText() {
        write(new Delta.Text("Grö"), new Delta.Text("ße 😀"));
        assertThat(log.size()).isEqualTo(12);
        assertThat(log.from(0)).isEqualTo("Größe 😀");
        assertThat(log.from(8)).isEqualTo("😀");
        assertThat(log.from(12)).isEmpty();
        assertThat(log.from(13)).isEmpty();
        assertThat(log.content()).isEqualTo(Content.of("Größe 😀"));
        assertThat(AnswerLog.of(Content.of("x".repeat(5_000))).from(4_990)).isEqualTo("x".repeat(10));
    }

    @Test
    void contentShouldHaveEachPart() {
        ALL.forEach(log::append);
        log.close();
        assertThat(log.content()).isEqualTo(CONTENT);
        assertThat(log.content().text()).isEqualTo("Let me see. 😀Done.");
    }

    @Test
    void logsOfEqualAnswersShouldBeEqualHoweverTheyArrived() {
        ALL.forEach(log::append);
        log.close();
        assertThat(AnswerLog.of(CONTENT).from(0)).isEqualTo(log.from(0));
    }

    @Test
    void readerShouldGiveTheSameFromEveryPlaceOn() {
        ALL.forEach(log::append);
        log.close();
        List<Piece> whole = read(log.reader(Place.START), log.from(0));
        for (int seen = 0; seen < whole.size(); seen++) {
            Place from = seen == 0 ? Place.START : whole.get(seen - 1).end();
            assertThat(read(log.reader(from), log.from(0))).isEqualTo(whole.subList(seen, whole.size()));
        }
        assertThat(whole.stream().map(Piece::end)).doesNotHaveDuplicates();
    }

    @Test
    void readerShouldTakeALogInAnyPieces() {
        ALL.forEach(log::append);
        log.close();
        String all = log.from(0);
        AnswerLogReader reader = AnswerLogReader.fromStart(Place.START);
        ContentBuilder content = new ContentBuilder();
        for (int at = 0; at < all.length(); at = all.offsetByCodePoints(at, 1)) {
            reader.feed(all.substring(at, all.offsetByCodePoints(at, 1)));
            reader.next().ifPresent(piece -> content.add(piece.delta()));
        }
        assertThat(content.content()).isEqualTo(CONTENT);
        assertThat(reader.offset()).isEqualTo(log.size());
    }

    @Test
    void readerShouldWaitForAPlaceThatIsYetToCome() {
        write(new Delta.Text("abc"));
        AnswerLogReader reader = log.reader(new Place(5, 0));
        reader.feed(log.from(0));
        assertThat(reader.next()).isEmpty();
        assertThat(reader.began()).isFalse();
        write(new Delta.Text("def"));
        reader.feed(log.from(reader.offset()));
        assertThat(reader.next()).contains(new Piece(new Delta.Text("f"), 0, new Place(6, 0)));
        assertThat(reader.began()).isTrue();
    }

    @Test
    void placesThatDoNotExistShouldBeRefused() {
        write(new Delta.Text("ö"));
        assertThatThrownBy(() -> log.reader(new Place(1, 0))).isInstanceOf(DomainException.Malformed.class);
        assertThatThrownBy(() -> log.reader(new Place(-1, 0))).isInstanceOf(DomainException.Malformed.class);
        ALL.forEach(log::append);
        assertThatThrownBy(() -> read(log.reader(new Place(1, 0)), log.from(0)))
                .isInstanceOf(DomainException.Malformed.class);
        assertThatThrownBy(() -> read(log.reader(new Place(2, 9)), log.from(0)))
                .isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void pairThatComesInTwoDeltasShouldBeJoined() {
        write(new Delta.Text("a\uD83D"));
        assertThat(log.from(0)).isEqualTo("a");
        write(new Delta.Text("\uDE00b"));
        assertThat(log.from(0)).isEqualTo("a😀b");
    }

    @Test
    void whatNoStoreCanKeepShouldBeReplaced() {
        write(new Delta.Text("a\0b\uDE00c\uFDD0d\uFDD1e\uFDD2\uD83D"));
        log.close();
        assertThat(log.from(0)).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD\uFFFD");
        write(new Delta.Opened(new Part.ToolCall("\uFDD1", "\0", "\uFDD0")));
        assertThat(log.content().parts()).endsWith(new Part.ToolCall("\uFFFD", "\uFFFD", "\uFFFD"));
    }

    private void write(Delta... deltas) {
        List.of(deltas).forEach(log::append);
    }

    private static List<Piece> read(AnswerLogReader reader, String log) {
        byte[] all = log.getBytes(StandardCharsets.UTF_8);
        int from = (int) reader.offset();
        reader.feed(new String(all, from, all.length - from, StandardCharsets.UTF_8));
        List<Piece> pieces = new ArrayList<>();
        for (Optional<Piece> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
            pieces.add(piece.get());
        }
        return pieces;
    }
}

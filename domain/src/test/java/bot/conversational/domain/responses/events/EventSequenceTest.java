package bot.conversational.domain.responses.events;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.responses.events.EventSequence.Numbered;
import bot.conversational.domain.responses.items.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventSequenceTest {

    private static final MessageId ANSWER = new MessageId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

    static final List<Content> ANSWERS = List.of(
            Content.NONE,
            Content.of("One"),
            Content.of("  Hello,\n\nworld! 😀😀 supercalifragilisticexpialidocious 日本語 text "),
            Content.of(List.of(
                    new Part.Reasoning("First I think.", Optional.of("signed")),
                    new Part.Text("Let me look that up."),
                    new Part.ToolCall("call-1", "look_up", "{\"q\": \"a b\"}"),
                    new Part.ToolCall("call-2", "look_up", ""),
                    new Part.Text("And more."),
                    new Part.Source(
                            Optional.of("https://example.org"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    new Part.Text("Behind a source."))));

    /** However the model's pieces were cut, on whichever node they are read. */
    @ParameterizedTest
    @FieldSource("ANSWERS")
    void eventsShouldDependOnTheAnswerAlone(Content answer) {
        List<Numbered> whole = events(List.of(AnswerLog.of(answer).from(0)), -1, true);
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            assertThat(events(cut(AnswerLog.of(answer).from(0), random), -1, true))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void whoResumesShouldGetTheVeryRest(Content answer) {
        List<String> log = List.of(AnswerLog.of(answer).from(0));
        List<Numbered> all = events(log, -1, true);
        for (int after = -1; after < all.size() + 2; after++) {
            assertThat(events(log, after, true)).isEqualTo(all.subList(Math.min(after + 1, all.size()), all.size()));
        }
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void numbersShouldGoUpByOneFromZero(Content answer) {
        List<Numbered> all = events(List.of(AnswerLog.of(answer).from(0)), -1, true);
        assertThat(all)
                .extracting(Numbered::number)
                .containsExactlyElementsOf(
                        LongStream.range(0, all.size()).boxed().toList());
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void piecesShouldJoinToTheItemsOfTheAnswer(Content answer) {
        List<ResponseEvent> events = events(List.of(AnswerLog.of(answer).from(0)), -1, true).stream()
                .map(Numbered::event)
                .toList();
        for (ResponseEvent event : events) {
            if (event instanceof ResponseEvent.ItemOver(int index, Item item, boolean whole)) {
                assertThat(grown(events, index)).isEqualTo(text(item));
                assertThat(whole).isTrue();
            }
        }
        assertThat(events).last().isEqualTo(new ResponseEvent.Over());
    }

    @Test
    void textShouldComeByWords() {
        List<ResponseEvent> events = events(List.of("Hello, big world"), -1, true).stream()
                .map(Numbered::event)
                .toList();
        assertThat(events)
                .filteredOn(ResponseEvent.Grown.class::isInstance)
                .extracting(event -> ((ResponseEvent.Grown) event).delta())
                .containsExactly("Hello,", " big", " world");
    }

    @Test
    void wordShouldComeAsSoonAsTheNextOneBegins() {
        EventSequence sequence = new EventSequence(ANSWER, -1);
        sequence.begin();
        assertThat(sequence.add(new Delta.Text("Hel"))).hasSize(2);
        assertThat(sequence.add(new Delta.Text("lo"))).isEmpty();
        assertThat(sequence.add(new Delta.Text(" "))).hasSize(1);
    }

    @Test
    void itemThatBrokeOffShouldNotBeWhole() {
        List<Numbered> events = events(List.of("Half a"), -1, false);
        assertThat(events)
                .extracting(Numbered::event)
                .filteredOn(ResponseEvent.ItemOver.class::isInstance)
                .allMatch(event -> !((ResponseEvent.ItemOver) event).whole())
                .hasSize(1);
    }

    /** Of an answer whose node died less may be kept than was seen. */
    @Test
    void endShouldComeBehindAllThatWasSeen() {
        List<Numbered> events = events(List.of("Half a"), 1_000, false);
        assertThat(events).containsExactly(new Numbered(1_001, new ResponseEvent.Over()));
    }

    private static List<Numbered> events(List<String> log, long after, boolean whole) {
        EventSequence sequence = new EventSequence(ANSWER, after);
        List<Numbered> events = new ArrayList<>(sequence.begin());
        AnswerLogReader reader = AnswerLogReader.fromStart(Place.START);
        for (String piece : log) {
            reader.feed(piece);
            for (Optional<AnswerLogReader.Piece> next = reader.next(); next.isPresent(); next = reader.next()) {
                events.addAll(sequence.add(next.get().delta()));
            }
        }
        events.addAll(sequence.end(whole, whole));
        return events;
    }

    /** Between code points, as logs are. */
    private static List<String> cut(String log, Random random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < log.length()) {
            int points = log.codePointCount(from, log.length());
            int to = log.offsetByCodePoints(from, 1 + random.nextInt(Math.min(points, 9)));
            pieces.add(log.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private static String grown(List<ResponseEvent> events, int index) {
        return events.stream()
                .map(event ->
                        event instanceof ResponseEvent.Grown(int of, var id, String delta) && of == index ? delta : "")
                .collect(Collectors.joining());
    }

    private static String text(Item item) {
        return switch (item) {
            case Item.Said said -> said.text();
            case Item.Thought thought -> thought.text();
            case Item.Called called -> called.arguments();
            case Item.Returned returned -> returned.output();
        };
    }
}

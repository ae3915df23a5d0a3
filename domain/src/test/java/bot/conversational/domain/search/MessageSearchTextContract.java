package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MessageSearch} finds by a text, and what it highlights. */
public interface MessageSearchTextContract extends SearchContract {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quick                  | fox,hare
            quick brown            | fox,hare
            QUICK fox              | fox,hare
            "quick brown"          | fox
            "brown quick"          | hare
            quick -fox             | hare
            quick -"quick brown"   | hare
            -quick                 | tortoise
            quic*                  | fox,hare
            QUIC* bro*             | fox,hare
            tort* -quick           | tortoise
            quick absent           | fox,hare
            absent missing         | none
            slow fox               | fox,tortoise
            slow -working fox      | fox
            "quick brown" slow     | none
            "quick brown" jumps    | fox
            tort* fox              | none
            not                    | tortoise
            "not working"          | tortoise
            quick ( " ) * \\ {     | fox,hare
            *                      | none
            --quick                | fox,hare
            quickbrownfoxjumpsove* | none
            """)
    default void searchShouldFollowTheSyntax(String text, String expected) {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("fox: The quick brown fox jumps"),
                DocumentBuilder.of(user).saying("hare: a brown, quick hare"),
                DocumentBuilder.of(user).saying("tortoise: slow and not working"));

        List<String> names = search(user, text).items().stream()
                .map(hit -> hit.message().content().split(":", 2)[0])
                .sorted()
                .toList();

        assertThat(names.isEmpty() ? "none" : String.join(",", names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"привет", "東京", "naïve", "मुंबई", "ελληνικά", "שלום", "안녕하세요", "42"})
    default void searchShouldFindWordsOfAnyScript(String word) {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("before " + word + " after"),
                DocumentBuilder.of(user).saying("something else"));

        assertThat(search(user, word).total().value()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            getUserById                     | getUserById user getUser GETUSERBYID byId getUs* user*
            a snake_case_name               | snake_case_name snake case_name SNAKE snak*
            ask ada.lovelace@mail.example.com | ada.lovelace@mail.example.com lovelace mail.example.com example.com lovel*
            https://docs.example.org/a/my-path?q=v1 | docs.example.org example path my-path docs.example.org/a exam*
            utf8 and v1.2.3                 | utf8 utf v1.2.3 v1 1.2
            เรียนภาษาไทย                     | ภาษา ไทย เรียน
            """)
    default void searchShouldFindCompoundWordsByTheirParts(String text, String queries) {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying(text), DocumentBuilder.of(user).saying("something else"));

        for (String query : queries.split(" ")) {
            MessageHits hits = search(user, query);
            assertThat(hits.items()).as(query).hasSize(1);
            assertThat(hits.items().getFirst().highlights())
                    .as(query)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it).contains("<em>"));
        }
        assertThat(search(user, "-" + queries.split(" ")[1]).items()).hasSize(1);
    }

    @Test
    default void searchShouldNotFindPartsOfDifferentWordsAsAPhrase() {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying("firstWord secondThing"));

        assertThat(search(user, "\"word second\"").items()).isEmpty();
        assertThat(search(user, "word second").items()).hasSize(1);
    }

    @Test
    default void searchShouldFindBestWhatHasMostWordsOfAQuestion() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("why does the boat with a red sail lean over"),
                DocumentBuilder.of(user).saying("a boat with a blue sail"),
                DocumentBuilder.of(user).saying("a red herring"),
                DocumentBuilder.of(user).saying("something else"));

        assertThat(search(user, "why does my boat with its red sail lean much").items())
                .extracting(hit -> hit.message().content())
                .containsExactly(
                        "why does the boat with a red sail lean over", "a boat with a blue sail", "a red herring");
    }

    @Test
    default void searchShouldFindByAQuestionOfFortyWordsWhatHasTwoRareOnes() {
        UserId user = new UserId(UUID.randomUUID());
        write(Stream.concat(
                        Stream.of(DocumentBuilder.of(user).saying("Axolotls regrow their gills.")),
                        IntStream.range(0, 20)
                                .mapToObj(i -> DocumentBuilder.of(user)
                                        .saying("It was " + i
                                                + " when you said to me that there was some time in the same"
                                                + " place, and what I remember is the feeling that you have and how.")))
                .toArray(DocumentBuilder[]::new));

        assertThat(search(
                                user,
                                "I remember that there was some time when you and me were in the same place and what it"
                                        + " was that you said to me I have the feeling that it was on axolotls and how gills")
                        .items()
                        .getFirst()
                        .message()
                        .content())
                .isEqualTo("Axolotls regrow their gills.");
    }

    @Test
    default void searchShouldPreferTheRareWord() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("of wombats").at("2026-01-01T00:00:00Z"),
                DocumentBuilder.of(user).saying("of quolls").at("2026-01-02T00:00:00Z"),
                DocumentBuilder.of(user).saying("of quolls").at("2026-01-03T00:00:00Z"),
                DocumentBuilder.of(user).saying("of quolls").at("2026-01-04T00:00:00Z"));

        assertThat(search(user, "quolls wombats").items().getFirst().message().content())
                .isEqualTo("of wombats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "*",
                "(",
                "{",
                "[",
                "a:b",
                "/re.*/",
                "a~2^9",
                "_exists_:userId",
                "AND",
                "-\"",
                "- -",
                "<script>",
                "%00",
                "\uD83D\uDE80",
                "\u200B",
                "a\u0001",
                "{\"match_all\":{}}"
            })
    default void searchShouldNeverFailWhateverTheTextIs(String text) {
        UserId user = new UserId(UUID.randomUUID());

        for (String hostile : List.of(text, text.repeat(1_000 / text.length()), "word " + text)) {
            if (!hostile.isBlank()) {
                assertThat(search(user, hostile).items()).isEmpty();
            }
        }
    }

    @Test
    default void searchShouldHighlightEscapedText() {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying("an <script>alert(\"word\")</script> & more"));

        List<String> highlights = search(user, "wor*").items().getFirst().highlights();

        assertThat(highlights).hasSize(1);
        assertThat(highlights.getFirst())
                .contains("<em>word</em>", "&lt;script&gt;", "&amp;")
                .doesNotContain("<script>");
    }

    @Test
    default void searchShouldHighlightNothingWhenOnlyExclusionsAreAskedFor() {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying("a word"));

        assertThat(search(user, "-absent").items().getFirst().highlights()).isEmpty();
    }
}

package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That every {@link MessageSearch} finds words however they are written, and shows them as they are written. */
public interface MessageSearchSpellingContract extends SearchContract {

    @ParameterizedTest
    @MethodSource({
        "bot.conversational.domain.search.Spellings#forms",
        "bot.conversational.domain.search.Spellings#signs",
        "bot.conversational.domain.search.Spellings#accents",
        "bot.conversational.domain.search.Spellings#nouns",
        "bot.conversational.domain.search.Spellings#names"
    })
    default void searchShouldFindWordsInOtherSpellings(String query, String text) {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("before " + text + " behind"),
                DocumentBuilder.of(user).saying("something else, or nothing"));

        assertFound(user, query, text);
        assertFound(user, "\"" + query + "\"", text);
        assertThat(search(user, "-\"" + query + "\"").items())
                .extracting(hit -> hit.message().content())
                .containsExactly("something else, or nothing");
    }

    private void assertFound(UserId user, String query, String text) {
        assertThat(search(user, query).items()).as(query).singleElement().satisfies(hit -> {
            String highlight = hit.highlights().getFirst();
            assertThat(highlight).contains("<em>");
            assertThat(highlight.replaceAll("</?em>", "").replace("&#x27;", "'"))
                    .as("the text as it is")
                    .isEqualTo("before " + text + " behind");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cafe      | a cafe; a café
            café      | a café; a cafe
            eleve     | an eleve, an élève once; an élève
            résumé    | my résumé; my resume
            resume    | my resume; my résumé
            Müller    | Herr Müller; Herr Muller
            muller    | Herr Muller; Herr Müller
            ежик      | ежик; ёжик
            kitab     | kitab; kıtâb
            كتاب      | كتاب; کتاب
            order     | the order; the OrderService
            dont      | they dont; they don t
            """)
    default void searchShouldPutTheExactFormFirst(String query, String texts) {
        UserId user = new UserId(UUID.randomUUID());
        String[] expected = texts.split("; ");
        // The newer comes first when both fit alike.
        write(
                DocumentBuilder.of(user).saying(expected[1]).at("2026-02-02T00:00:00Z"),
                DocumentBuilder.of(user).saying(expected[0]).at("2026-02-01T00:00:00Z"));

        assertThat(search(user, query).items().getFirst().message().content()).isEqualTo(expected[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zazol*    | zażółć gęślą jaźń    | <em>zażółć</em> gęślą jaźń
            ZAŻ*      | zażółć gęślą jaźń    | <em>zażółć</em> gęślą jaźń
            orderser* | new OrderService()   | new <em>OrderService</em>()
            서울*      | 서울에서 만나요           | <em>서울에서</em> 만나요
            ﬁn*       | the final one        | the <em>final</em> one
            fina*     | the ﬁnal one         | the <em>ﬁnal</em> one
            naïv*     | so nai\u0308ve       | so <em>nai\u0308ve</em>
            istan*    | İstanbul'da          | <em>İstanbul</em>&#x27;da
            dont*     | I don't              | I <em>don&#x27;t</em>
            mein*     | MEIN_NAME            | <em>MEIN</em>_NAME
            """)
    default void searchShouldFindBeginningsInOtherSpellings(String query, String text, String highlight) {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying(text), DocumentBuilder.of(user).saying("something else"));

        assertThat(search(user, query).items())
                .singleElement()
                .satisfies(hit -> assertThat(hit.highlights()).containsExactly(highlight));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "gesla jazn"       | zażółć gęślą jaźń i inne
            "le cafe noir"     | Voici le café noir
            "das große"        | das grosse Haus
            "order service"    | an OrderService
            "서울 회의"          | 서울 회의 자료
            "dont worry"       | don't worry
            "ΚΑΛΌΣ ΛΌΓΟΣ"      | καλός λόγος
            "東京 大学"          | 東京大学
            "number 1234567"   | number 1,234,567
            "كتاب جديد"        | كِتَاب جَدِيد
            """)
    default void searchShouldFindPhrasesInOtherSpellings(String query, String text) {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying(text), DocumentBuilder.of(user).saying("something else"));

        assertThat(search(user, query).items()).hasSize(1);
    }

    @Test
    default void searchShouldNotFindWhatOnlyBeginsOrEndsLikeAWord() {
        UserId user = new UserId(UUID.randomUUID());
        write(DocumentBuilder.of(user).saying("OrderService, 서울, theses"));

        for (String other : new String[] {"orderserv", "rderservice", "서", "울", "these", "thesesen"}) {
            assertThat(search(user, other).items()).as(other).isEmpty();
        }
    }
}

package bot.conversational.domain.search;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Words, texts that spell them otherwise, and which stretch of the text is meant. */
public final class Spellings {

    private Spellings() {}

    /** The same word in another form, in both directions. */
    public static Stream<Arguments> forms() {
        return bothWays("""
                cafe\u0301      | caf\u00e9
                A\u030Angstro\u0308m | \u00c5ngstr\u00f6m
                soft\u00adware  | software
                foo\u200bbar    | foobar
                ab\u200dcd      | abcd
                ab\u2060cd      | abcd
                \u200fשלום      | שלום
                a\u202abc\u202c | abc
                word\ufeff      | word
                v\ufe0fs        | vs
                ΛΌΓΟΣ           | λόγος
                ΟΔΥΣΣΕΥΣ        | οδυσσευς
                STRASSE         | straße
                GROẞ            | groß
                ＡＢＣ１２３      | abc123
                ｶﾞｷﾞ            | ガギ
                ﬁnal            | final
                oﬃce            | office
                ﬆop             | stop
                ǆep             | džep
                İSTANBUL        | istanbul
                ПРИВЕТ          | привет
                Ⅷ               | viii
                x²              | x2
                ５０             | 50
                ①               | 1
                ٤٢              | 42
                १२              | 12
                Ωmega           | \u2126mega
                \u212aelvin     | kelvin
                \u1112\u1161\u11ab\u1100\u1173\u11af | 한글
                """);
    }

    /** Signs that are mostly not written, and letters typed for each other, in both directions. */
    public static Stream<Arguments> signs() {
        return bothWays("""
                مُحَمَّد  | محمد
                كِتَاب    | كتاب
                كـــتاب   | كتاب
                أحمد      | احمد
                إسلام     | اسلام
                آمن       | امن
                مدرسة     | مدرسه
                على       | علي
                مسؤول     | مسوول
                سئل       | سيل
                كتاب      | کتاب
                ﻻ         | لا
                שָׁלוֹם     | שלום
                בְּרֵאשִׁית  | בראשית
                יְרוּשָׁלַיִם | ירושלים
                """);
    }

    /** Accents, in both directions. */
    public static Stream<Arguments> accents() {
        return bothWays("""
                élève     | eleve
                zażółć    | zazolc
                ёжик      | ежик
                Köln      | koln
                niño      | nino
                café      | cafe
                Müller    | muller
                naïve     | naive
                smørrebrød | smorrebrod
                Łódź      | lodz
                Đorđe     | dorde
                Þór       | thor
                œuvre     | oeuvre
                Ærø       | aero
                ħobż      | hobz
                Tiếng     | tieng
                čeština   | cestina
                άνθρωπος  | ανθρωπος
                ґанок     | ганок
                őrült     | orult
                """);
    }

    /** Korean nouns in words with particles: the query first. */
    public static Stream<Arguments> nouns() {
        return table("""
                서울    | 서울에서
                회의    | 회의를
                대한민국 | 대한민국의
                학교    | 학교까지
                친구    | 친구한테
                컴퓨터  | 컴퓨터로
                책     | 책을
                집     | 집에서
                물     | 물은
                데이터베이스 | 데이터베이스에는
                사람    | 사람들이
                API    | API를
                """);
    }

    /** Names written as one or in parts: the query first. */
    public static Stream<Arguments> names() {
        return table("""
                orderservice   | com.example.OrderService
                order          | com.example.OrderService
                exampleorder   | com.example.OrderService
                nullpointer    | NullPointerException
                pointerexception | NullPointerException
                nullpointerexception | NullPointerException
                xmlhttp        | XMLHttpRequest
                httprequest    | XMLHttpRequest
                iphone         | iPhone15
                iphone15       | iPhone15
                iPhone-15      | iPhone15
                iPhone15       | iphone 15
                dont           | don't
                don't          | don’t
                don't          | dont
                1234567        | 1,234,567
                1,234,567      | 1234567
                1'234'567      | 1_234_567
                email          | e-mail
                e-mail         | email
                wifi           | Wi-Fi
                nodejs         | Node.js
                tcpip          | TCP/IP
                rocknroll      | rock'n'roll
                snakecasename  | snake_case_name
                snake-case     | snake_case_name
                OrderService   | order service
                order_service  | OrderService
                usestate       | useState()
                kebabcase      | my-kebab-case-name
                utf            | UTF-8
                utf8           | UTF-8
                mp3            | file.mp3
                helloworld     | HelloWorld
                """);
    }

    private static Stream<Arguments> table(String rows) {
        return Arrays.stream(rows.strip().split("\n")).map(row -> {
            String[] columns = row.split("\\|");
            return Arguments.of(columns[0].strip(), columns[1].strip());
        });
    }

    private static Stream<Arguments> bothWays(String rows) {
        return table(rows).flatMap(row -> Stream.of(row, Arguments.of(row.get()[1], row.get()[0])));
    }
}

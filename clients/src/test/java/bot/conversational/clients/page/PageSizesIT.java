package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.clients.ObligingModel;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Long conversations, long lists and long answers: the page stays as quick as it is with short ones. */
class PageSizesIT {

    private static final int CONVERSATIONS = 5_000;
    private static final int MESSAGES = 1_000;
    private static final int WORDS = 20_000;
    /** Milliseconds for which nothing that a person does may be left unanswered. */
    private static final double LONGEST_TASK = 1_000;

    private static final String FORM = "----form";
    private static final String LONG = "Long " + UUID.randomUUID().toString().substring(0, 8);
    /** Of a thousand messages, those that are asked for one by one. */
    private static final String FIRST = "cb-message:first-of-type article";

    private static final String LAST = "cb-message:last-of-type .answer";
    private static final String ENTRIES = "document.querySelector('.entries')";
    /** Written in before all others. */
    private static final String PINNED = """
            {"format": "conversational-bot", "version": 1, "conversation": {"id": "pinned", "title": "Pinned long ago",
             "pinned": true}, "messages": [{"role": "user", "content": "Note", "createdAt": "2020-01-01T00:00:00Z"}]}\
            """.replace("\n", "");

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Visit visit = Visit.withTwoModels();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    /** One import has it all: the long conversation as the newest one, the others an hour apart. */
    @BeforeAll
    static void fill() {
        Visit visit = Visit.withTwoModels();
        visit.anew();
        String messages = IntStream.range(0, MESSAGES)
                .mapToObj(i -> message(i % 2 == 0 ? "user" : "assistant", "Message " + i + " of **many**, word" + i, i))
                .collect(Collectors.joining(","));
        String others = IntStream.rangeClosed(1, CONVERSATIONS)
                .mapToObj(i -> conversation("Old number " + i, message("user", "Note " + i, -3_600L * i)))
                .collect(Collectors.joining("\n"));
        String file = conversation(LONG, messages) + "\n" + others + "\n" + PINNED;
        Api.Answer sent = visit.api()
                .with("Content-Type", "multipart/form-data; boundary=" + FORM)
                .postRaw(
                        "/api/v1/imports",
                        "--" + FORM + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"all.jsonl\"\r\n"
                                + "Content-Type: application/jsonl\r\n\r\n" + file + "\r\n--" + FORM + "--\r\n")
                .expect(202);
        String path = "/api/v1/imports/" + sent.json().get("id").asText();
        Awaitility.await("the import")
                .atMost(Duration.ofMinutes(2))
                .until(() -> visit.api().get(path).json().get("status").asText().equals("completed"));
    }

    /** @param seconds of its time before or after an hour ago */
    private static String message(String role, String text, long seconds) {
        return "{\"role\": \"%s\", \"text\": \"%s\", \"created_at\": \"%s\"}"
                .formatted(role, text, NOW.minusSeconds(3_600).plusSeconds(seconds));
    }

    private static String conversation(String title, String messages) {
        return "{\"id\": \"%s\", \"title\": \"%s\", \"messages\": [%s]}".formatted(title, title, messages);
    }

    private String titled(String title) {
        JsonNode found = visit.api()
                .get("/api/v1/search/titles?q=" + title.replace(" ", "%20"))
                .expect(200)
                .json()
                .get("items");
        return found.get(0).get("id").asText();
    }

    /** From here on the page notes how long it was deaf at most. */
    private void watch() {
        browser.script("""
                window.longest = 0;
                new PerformanceObserver((list) => list.getEntries().forEach(({duration}) => {
                    window.longest = Math.max(window.longest, duration);
                })).observe({entryTypes: ['longtask']});
                """);
    }

    private void assertQuick() {
        Number longest = (Number) Objects.requireNonNull(browser.script("return window.longest"));
        assertThat(longest.doubleValue()).isLessThan(LONGEST_TASK);
    }

    private long count(String selector) {
        return (Long) Objects.requireNonNull(
                browser.script("return document.querySelectorAll(arguments[0]).length", selector));
    }

    private boolean atEnd() {
        return Boolean.TRUE.equals(browser.script("const place = document.querySelector('.scroll');"
                + "return place.scrollHeight - place.scrollTop - place.clientHeight < 5"));
    }

    /** Some browsers keep the reader's place by themselves: not here. */
    private void keepNoPlace() {
        browser.script("document.querySelector('.scroll').style.overflowAnchor = 'none'");
    }

    /** Goes up by so much that older messages are read, and gives by how many pixels what was seen has moved meanwhile. */
    private double moved() {
        return ((Number) Objects.requireNonNull(browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const place = document.querySelector('.scroll');
                const before = document.querySelectorAll('cb-message').length;
                place.scrollTop = 150;
                const one = [...document.querySelectorAll('article')].find((each) => each.getBoundingClientRect().bottom > 100);
                const top = one.getBoundingClientRect().top;
                const look = () => {
                    if (document.querySelectorAll('cb-message').length > before) {
                        requestAnimationFrame(() => requestAnimationFrame(() => done(one.getBoundingClientRect().top - top)));
                    } else {
                        setTimeout(look, 5);
                    }
                };
                look();
                """))).doubleValue();
    }

    @Test
    void longConversationShouldBeReadUpToItsBeginningAndGoOn() {
        visit.at("/c/" + titled(LONG));
        browser.awaitText(LAST, "Message " + (MESSAGES - 1));
        browser.await("its end", this::atEnd);
        assertThat(count("cb-message")).isLessThan(100);
        keepNoPlace();
        watch();
        while (browser.has(".earlier")) {
            assertThat(moved()).isBetween(-2.0, 2.0);
        }
        assertThat(count("cb-message")).isEqualTo(MESSAGES);
        browser.awaitText(FIRST, "Message 0 of");
        assertQuick();
        visit.ask("Repeat slowly one two hold three");
        browser.awaitText(LAST + "[aria-busy]", "two hold");
        browser.await("its end", this::atEnd);
        browser.click("button.account");
        browser.first(".menu");
        browser.shoot("long-conversation");
        visit.nodes().model().goOn();
        browser.awaitText(LAST, "hold three");
        visit.awaitAnswer();
        browser.await("its end", this::atEnd);
        assertQuick();
    }

    @Test
    void messageFarUpShouldBeFound() {
        Awaitility.await("what the search knows of it")
                .atMost(Duration.ofMinutes(1))
                .until(() -> visit.api().search("word7").json().path("items").size() > 0);
        visit.at("/search?q=word7");
        browser.first(".hit > a");
        watch();
        browser.click(".hit > a");
        browser.awaitText(".message.wanted", "Message 7 of");
        browser.await("the message in sight", () -> Boolean.TRUE.equals(browser.script("""
                const {top, bottom} = document.querySelector('.wanted').getBoundingClientRect();
                return top > 0 && bottom < innerHeight;
                """)));
        assertQuick();
        browser.shoot("found-far-up");
        visit.ask("And now?");
        browser.awaitText(LAST, "You said: And now?");
        visit.awaitAnswer();
        assertQuick();
    }

    @Test
    void pinnedConversationShouldBeInSightHoweverOldItIs() {
        visit.at("/");
        browser.awaitText(".entries h2:first-of-type", "Pinned");
        browser.click(".entries a[title='Pinned long ago']");
        browser.awaitText(".bar h1", "Pinned long ago");
        browser.take("li:has(> a[title='Pinned long ago']) cb-menu > button", "Unpin");
        browser.awaitText(".entries h2:first-of-type", "Today");
        browser.take("li:has(> a[title='Pinned long ago']) cb-menu > button", "Pin");
        browser.awaitText(".entries h2:first-of-type", "Pinned");
    }

    /** A menu stays at its button while the list is scrolled, and goes where that is out of sight. */
    private void assertMenuGoesWith(String button) {
        String distance = "return document.querySelector('.menu').getBoundingClientRect().bottom"
                + " - document.querySelector(arguments[0]).getBoundingClientRect().bottom";
        browser.click(button);
        browser.first(".menu");
        Object before = browser.script(distance, button);
        browser.script(ENTRIES + ".scrollTop -= 5");
        browser.await("the menu beside its button", () -> before.equals(browser.script(distance, button)));
        browser.script(ENTRIES + ".scrollTop -= 2 * innerHeight");
        browser.awaitGone(".menu");
        browser.script(ENTRIES + ".scrollTop = 1e7");
        browser.first(button);
    }

    @Test
    void longListShouldBeReadToItsEnd() {
        String last = ".entries a[title='Old number " + CONVERSATIONS + "']";
        visit.at("/");
        browser.first(".entries li");
        watch();
        browser.await("the oldest of all", () -> {
            browser.script(ENTRIES + ".scrollTop = 1e7");
            return browser.has(last);
        });
        assertThat(count(".entries li")).isLessThan(200);
        browser.first(last);
        browser.shoot("long-list");
        browser.script("document.querySelector(arguments[0]).focus()", last);
        String menu = "li:has(> " + last.substring(".entries ".length()) + ") cb-menu > button";
        assertMenuGoesWith(menu);
        browser.take(menu, "Delete");
        browser.awaitGone(last);
        browser.choose(".toast button", "Undo");
        browser.first(last);
        browser.script("document.querySelector(arguments[0]).focus()", last);
        browser.press(Keys.ARROW_UP);
        assertThat(browser.driver().switchTo().activeElement().getText())
                .isEqualTo("Old number " + (CONVERSATIONS - 1));
        browser.script(ENTRIES + ".scrollTop = 0");
        browser.first(".entries a[title='" + LONG + "']");
        browser.type(".side-filter input", "Old number 4321");
        browser.awaitText(".entries li", "Old number 4321");
        browser.press(Keys.ENTER);
        browser.awaitText(Visit.QUESTION, "Note 4321");
        assertQuick();
    }

    @Test
    void longAnswerShouldLeaveThePageResponsive() {
        visit.at("/");
        browser.first(Visit.COMPOSER);
        watch();
        visit.ask("Please write " + WORDS + " words");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "1 2 3");
        browser.click("button.account");
        browser.first(".menu");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "hold");
        browser.await("its end", this::atEnd);
        assertThat(browser.all(".menu")).isNotEmpty();
        browser.press(Keys.ESCAPE);
        browser.awaitGone(".menu");
        browser.type(Visit.COMPOSER, "Typed meanwhile");
        assertThat(browser.has(Visit.ANSWER + "[aria-busy]")).isTrue();
        visit.nodes().model().goOn();
        visit.awaitAnswer();
        browser.await("its end", this::atEnd);
        assertThat(browser.first(Visit.COMPOSER).getDomProperty("value")).isEqualTo("Typed meanwhile");
        assertThat(browser.script("return [...document.querySelectorAll('.answer .md > *')]"
                        + ".map((block) => block.textContent.trim()).join(' ')"))
                .isEqualTo(ObligingModel.longText(WORDS).replaceAll("\\s+", " "));
        assertQuick();
        browser.replace(Visit.COMPOSER, Keys.DELETE.toString());
    }
}

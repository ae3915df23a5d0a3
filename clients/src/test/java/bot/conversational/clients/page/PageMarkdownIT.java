package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What becomes of the Markdown of answers. The model repeats what it was asked. */
class PageMarkdownIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    private void show(String markdown) {
        visit.at("/c/" + visit.conversation("Markdown", "Repeat:\n\n" + markdown));
        visit.awaitAnswer();
        browser.first(Visit.ANSWER + " .md");
    }

    @Test
    void structureShouldBecomeElements() {
        show("""
                # A heading

                Some **bold**, *leaning* and `code`, and a [link](https://example.com/a?b=c&d=e).

                | left | right |
                |:-----|------:|
                | a    |     1 |

                1. one
                2. two
                   - inner

                - [x] done

                > quoted
                """);
        for (String selector : List.of(
                ".h1",
                "strong",
                "em",
                "p code",
                "th",
                "td.to-right",
                "ol > li",
                "li ul > li",
                ".task .done",
                "blockquote")) {
            assertThat(browser.all(Visit.ANSWER + " " + selector)).as(selector).isNotEmpty();
        }
        WebElement link = browser.first(Visit.ANSWER + " a");
        assertThat(link.getAttribute("href")).isEqualTo("https://example.com/a?b=c&d=e");
        assertThat(link.getAttribute("rel")).contains("noopener");
    }

    @Test
    void codeShouldHaveColoursAndBeCopied() {
        show("""
                ```java
                int answer = 42; // why
                ```

                ```no-such-language
                <b>plain</b>
                ```

                ```php
                <?php echo "hello"; ?>
                ```
                """);
        browser.first(".code .of-keyword");
        browser.first(".code .of-comment");
        browser.await(
                "a language within another",
                () -> browser.all(".code").get(2).getText().contains("PHP")
                        && browser.has(".code .of-php, .code .of-string"));
        assertThat(browser.all(".code pre").get(1).getText()).isEqualTo("<b>plain</b>");
        browser.command(
                "Browser.grantPermissions",
                java.util.Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.click(".code button");
        browser.awaitText(".toast", "Copied");
        assertThat(browser.driver()
                        .executeAsyncScript("navigator.clipboard.readText().then(arguments[arguments.length - 1])"))
                .isEqualTo("int answer = 42; // why");
        browser.script("navigator.clipboard.writeText = () => Promise.reject(new Error('not here'))");
        browser.click(".code button");
        browser.awaitText(".toast", "does not let that be copied");
    }

    @Test
    void formulasShouldBecomeMathematics() {
        show("""
                Inline $e^{i\\pi} + 1 = 0$ and \\(a^2\\), but $5 and $6 are prices.

                $$
                \\int_0^1 \\frac{x^2}{\\color{red}{2}} \\, dx
                $$

                And $\\notacommand{$ stays.
                """);
        browser.await("formulas", () -> browser.all(Visit.ANSWER + " math").size() == 3);
        assertThat(browser.all(Visit.ANSWER + " mfrac")).hasSize(1);
        assertThat(visit.answer()).contains("$5 and $6 are prices");
        assertThat(browser.script("return document.querySelectorAll('.answer [style]').length"))
                .isEqualTo(0L);
    }

    @Test
    void hostileMarkdownShouldDoNothing() {
        show("""
                <script>window.hacked = 1</script>
                <img src=x onerror="window.hacked = 1">
                <svg onload="window.hacked = 1"></svg>

                [run](javascript:window.hacked=1) [too](JaVaScRiPt:window.hacked=1) [data](data:text/html,<script>1</script>)

                ![picture](https://tracker.example/pixel.png) <https://example.com/"onclick="window.hacked=1>

                ```"><img src=x onerror=window.hacked=1>
                </code></pre><script>window.hacked = 1</script>
                ```

                $\\href{javascript:window.hacked=1}{x}$ $\\includegraphics{https://tracker.example/y.png}$

                | <img src=x onerror=window.hacked=1> |
                |---|
                | <style>body { display: none }</style> |

                [x]: javascript:window.hacked=1
                [x] <a href="javascript:window.hacked=1">click</a> <iframe src="https://tracker.example"></iframe>
                """);
        browser.awaitText(Visit.ANSWER, "<iframe");
        assertThat(browser.script("return window.hacked ?? 0")).isEqualTo(0L);
        assertThat(
                        browser.script(
                                "return document.querySelectorAll('.answer :is(img, script, iframe, style, object, embed, form)').length"))
                .isEqualTo(0L);
        assertThat(
                        browser.script(
                                "return [...document.querySelectorAll('.answer a')].filter(a => !/^https:/.test(a.href)).length"))
                .isEqualTo(0L);
        assertThat(browser.script("return [...document.querySelectorAll('.answer *')]"
                        + ".flatMap(e => [...e.attributes]).filter(a => /^on/.test(a.name)).length"))
                .isEqualTo(0L);
        assertThat(browser.script("return performance.getEntriesByType('resource')"
                        + ".filter(e => !e.name.startsWith(location.origin)).length"))
                .isEqualTo(0L);
    }

    @Test
    void streamShouldEndAsItIsReadAgain() {
        visit.at("/");
        visit.ask("""
                Repeat slowly:

                # One

                Two *three* `four` and **five words of it**.

                - six
                - seven

                ```js
                let eight = 8;
                ```

                nine
                """);
        visit.awaitAnswer();
        browser.first(".answer .of-keyword");
        String live = "return document.querySelector('.answer .md').innerText.replace(/\\s+/g, ' ')";
        String streamed = (String) browser.script(live);
        browser.driver().navigate().refresh();
        visit.awaitAnswer();
        browser.first(".answer .of-keyword");
        assertThat(browser.script(live)).isEqualTo(streamed);
    }
}

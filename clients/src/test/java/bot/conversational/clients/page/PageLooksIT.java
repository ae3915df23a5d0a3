package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That nobody is kept out, in light and dark, and pictures for people to look at: {@code clients/target/page}. */
class PageLooksIT {

    private static final String SAMPLE = """
            Repeat:

            ## A hexagon

            It has **six** sides, an area of $\\frac{3\\sqrt{3}}{2} a^2$, and `friends`: see [bees](https://example.com/bees).

            | side | area |
            |-----:|-----:|
            | 1 | 2.598 |

            ```java
            /** The area. */
            static double area(double side) {
                return 3 * Math.sqrt(3) / 2 * side * side; // six triangles
            }
            ```

            1. One
            2. Two

            > Geometrical forethought.
            """;

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void beAsUsual() {
        browser.usualSize();
        browser.prefer("light");
        browser.assertSilent("status of 401");
    }

    /** The list at the side is read with each page: it is short. */
    @BeforeAll
    static void begin() {
        Visit.shared().anew();
    }

    private void assertOpenToAll(String name) {
        Axe.assertOpenToAll(browser, name);
    }

    @Test
    void logInShouldBeOpenToAll() {
        visit.at("/");
        Map<String, Object> none = Map.of();
        browser.command("Network.clearBrowserCookies", none);
        browser.open(visit.door().address() + "/register");
        browser.first("input[name=displayName]");
        assertOpenToAll("register");
    }

    @Test
    void scriptsOfTheFirstViewsShouldBeNamedInAdvance() {
        visit.at("/");
        browser.first(".greeting");
        assertThat((List<?>) browser.script("""
                        const named = new Set([...document.querySelectorAll('[rel=modulepreload]')].map((link) => link.href));
                        return performance.getEntriesByType('resource').map((entry) => entry.name)
                            .filter((name) => name.endsWith('.js') && !named.has(name) && !/app\\/(main|look)\\.js$/.test(name))
                        """)).isEmpty();
    }

    @Test
    void newConversationShouldBeOpenToAll() {
        visit.at("/");
        browser.first(".greeting");
        assertOpenToAll("new");
        browser.size(390, 844);
        assertOpenToAll("new-phone");
    }

    @Test
    void conversationShouldBeOpenToAll() {
        visit.at("/c/" + visit.conversation("What is a hexagon?", "What is a hexagon, and who likes it?", SAMPLE));
        browser.first(".answer .of-keyword");
        browser.first(".answer mfrac");
        assertOpenToAll("conversation");
        browser.size(390, 844);
        assertOpenToAll("conversation-phone");
        browser.click(".bar > .tool");
        browser.first("cb-sidebar nav");
        browser.await(
                "the end of its move",
                () -> browser.script("return document.querySelector('cb-sidebar').getBoundingClientRect().left === 0")
                        .equals(true));
        assertOpenToAll("sidebar-phone");
        browser.size(1800, 1100);
        browser.shoot("conversation-large");
    }

    @Test
    void branchesShouldBeOpenToAll() {
        visit.at("/c/" + visit.conversation("Branches", "Which colour is the best?"));
        visit.awaitAnswer();
        browser.click("button[aria-label='Another answer']");
        browser.awaitText(".answer .branches", "2 of 2");
        visit.awaitAnswer();
        browser.script("document.querySelector('.question [aria-label=\"Edit the question\"]').click()");
        browser.first(".editor textarea");
        assertOpenToAll("branches");
    }

    @Test
    void searchShouldBeOpenToAll() {
        visit.conversation("Bees", "Bees like hexagons", "What else do bees like?");
        visit.at("/search?q=bees&sort=newest");
        browser.first(".hit");
        assertOpenToAll("search");
    }

    @Test
    void menusAndDialogsShouldBeOpenToAll() {
        visit.at("/c/" + visit.conversation("Menus", "Good morning"));
        browser.click("button.account");
        browser.first(".menu");
        assertOpenToAll("menu");
        browser.choose(".menu button", "Keyboard shortcuts");
        browser.first("dialog");
        assertOpenToAll("shortcuts");
    }

    @Test
    void rightToLeftShouldBeMirrored() {
        visit.at("/c/"
                + visit.conversation(
                        "سداسي", "ما هو الشكل السداسي؟", "Repeat:\n\nمضلع له **ستة** أضلاع:\n\n- واحد\n- اثنان"));
        visit.awaitAnswer();
        browser.script("document.documentElement.dir = 'rtl'");
        assertOpenToAll("right-to-left");
        assertThat(browser.script("return document.querySelector('cb-sidebar').getBoundingClientRect().right"
                        + " === document.documentElement.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}

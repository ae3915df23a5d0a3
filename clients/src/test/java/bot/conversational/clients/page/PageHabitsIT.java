package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Keys, drafts, other scripts, other languages, no network. */
class PageHabitsIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        network(false);
        browser.assertSilent("net::ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void keysShouldReachEverything() {
        visit.at("/c/" + visit.conversation("Keys", "Good morning"));
        visit.awaitAnswer();
        browser.script("document.activeElement.blur()");
        browser.press("?");
        browser.awaitText("dialog", "Keyboard shortcuts");
        browser.press(Keys.ESCAPE);
        browser.await("a page without it", () -> !browser.has("dialog"));
        browser.still(); // until then nothing beneath it can have the focus
        browser.press("c");
        assertThat(browser.driver().switchTo().activeElement().getTagName()).isEqualTo("textarea");
        browser.chord("k", Keys.CONTROL);
        browser.first(".search-box input");
        browser.chord("o", Keys.CONTROL, Keys.SHIFT);
        browser.first(".greeting");
        browser.chord("b", Keys.CONTROL);
        browser.awaitGone("cb-sidebar");
        browser.chord("b", Keys.CONTROL);
        browser.first("cb-sidebar");
    }

    @Test
    void neighboursShouldBeAKeyAwayEach() {
        visit.conversation("Key three");
        visit.conversation("Key two");
        visit.at("/c/" + visit.conversation("Key one"));
        browser.first(".entries a[aria-current=page]");
        browser.awaitText(".bar h1", "Key one");
        browser.script("""
                const real = window.matchMedia; // as where there is a mouse, and the composer has the focus at first
                window.matchMedia = (query) => query === '(hover: hover)' ? {matches: true} : real.call(window, query);
                document.activeElement.blur();
                """);
        browser.press("j");
        browser.awaitText(".bar h1", "Key two");
        browser.press("j");
        browser.awaitText(".bar h1", "Key three");
        browser.press("k");
        browser.awaitText(".bar h1", "Key two");
    }

    @Test
    void escapeShouldCloseADialogAndLetTheAnswerGoOn() {
        visit.at("/");
        visit.ask("Repeat slowly " + UUID.randomUUID() + " hold on");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "hold");
        browser.script("document.activeElement.blur()");
        browser.press("?");
        browser.first("dialog");
        browser.press(Keys.ESCAPE);
        browser.awaitGone("dialog");
        visit.nodes().model().goOn();
        browser.awaitText(Visit.ANSWER, "hold on");
        visit.awaitAnswer();
    }

    @Test
    void dialogShouldOutliveASlipOfThePointer() {
        visit.at("/c/" + visit.conversation("Slips"));
        browser.awaitText(".bar h1", "Slips");
        browser.take(".bar-tools cb-menu button", "Rename");
        browser.replace("dialog input", "Half a title");
        browser.drag("dialog input", 250);
        browser.drag("dialog h2", -30);
        browser.still();
        assertThat(browser.first("dialog input").getDomProperty("value")).isEqualTo("Half a title");
        browser.press(Keys.ESCAPE);
        browser.awaitGone("dialog");
        browser.script("document.activeElement.blur()");
        browser.press("?");
        browser.first("dialog");
        new Actions(browser.driver()).moveToLocation(5, 5).click().perform();
        browser.awaitGone("dialog");
    }

    @Test
    void menuShouldBeUsedByKeys() {
        visit.at("/");
        browser.first("button.account").sendKeys(Keys.ARROW_DOWN);
        browser.first(".menu");
        browser.press("d");
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Dark");
        browser.press(Keys.ENTER);
        assertThat(browser.script("return getComputedStyle(document.documentElement).colorScheme"))
                .isEqualTo("dark");
        browser.first("button.account").sendKeys(Keys.ARROW_DOWN);
        browser.choose(".menu button", "As the system has it");
    }

    @Test
    void enterShouldNotSendWhatIsBeingComposed() {
        visit.at("/");
        browser.type(Visit.COMPOSER, "かんじ");
        browser.script("document.querySelector('cb-composer textarea').dispatchEvent("
                + "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))");
        assertThat(browser.has(Visit.QUESTION)).isFalse();
        browser.type(Visit.COMPOSER, Keys.chord(Keys.SHIFT, Keys.ENTER));
        assertThat(browser.first(Visit.COMPOSER).getDomProperty("value")).isEqualTo("かんじ\n");
        browser.replace(Visit.COMPOSER, Keys.DELETE.toString());
    }

    @Test
    void draftsShouldBeKeptByConversation() {
        String one = visit.conversation("Draft one");
        String other = visit.conversation("Draft two");
        visit.at("/c/" + one);
        browser.awaitText(".bar h1", "Draft one");
        browser.type(Visit.COMPOSER, "half a thou");
        visit.at("/c/" + other);
        browser.awaitText(".bar h1", "Draft two");
        assertThat(browser.first(Visit.COMPOSER).getDomProperty("value")).isEmpty();
        visit.at("/c/" + one);
        browser.awaitText(".bar h1", "Draft one");
        assertThat(browser.first(Visit.COMPOSER).getDomProperty("value")).isEqualTo("half a thou");
        browser.replace(Visit.COMPOSER, Keys.DELETE.toString());
    }

    @Test
    void textShouldRunAsItsScriptDoes() {
        visit.at("/c/" + visit.conversation("Directions", "مرحبا بالعالم"));
        visit.awaitAnswer();
        assertThat(browser.script("return getComputedStyle(document.querySelector('.question .plain')).direction"))
                .isEqualTo("rtl");
        assertThat(browser.script("return getComputedStyle(document.querySelector('.answer p')).direction"))
                .isEqualTo("ltr");
    }

    @Test
    void languageShouldChangeAtOnceAndStay() {
        visit.at("/");
        browser.take("button.account", "Deutsch");
        browser.awaitText(".side-link.new", "Neues Gespräch");
        browser.driver().navigate().refresh();
        browser.awaitText(".side-link.new", "Neues Gespräch");
        assertThat(browser.driver().findElement(By.tagName("html")).getAttribute("lang"))
                .isEqualTo("de");
        browser.take("button.account", "English");
        browser.awaitText(".side-link.new", "New conversation");
    }

    @Test
    void everyLanguageShouldSayEverything() {
        visit.at("/");
        assertThat(browser.driver().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        const differing = async (folder) => {
                            const [en, de] = await Promise.all([import(folder + '/en.js'), import(folder + '/de.js')]);
                            const lacking = Object.keys(en.default).filter((key) => !(key in de.default) && key !== 'app.name');
                            return [...lacking, ...Object.keys(de.default).filter((key) => !(key in en.default))];
                        };
                        Promise.all(['page/text', 'page/account/text'].map(differing)).then((keys) => done(keys.flat().join(' ')));
                        """)).isEqualTo("");
    }

    @Test
    void offlineShouldBeTold() {
        visit.at("/");
        network(true);
        browser.awaitText(".offline", "You are offline");
        network(false);
        browser.awaitGone(".offline");
    }

    @Test
    void pageThatCannotBeLoadedShouldBeToldAndLoadedAgain() {
        visit.at("/");
        browser.click("button.account");
        browser.first(".menu a[href='/account']");
        network(true);
        browser.click(".menu a[href='/account']");
        browser.awaitText("main h1", "The service cannot be reached");
        network(false);
        browser.choose("main button", "Try again");
        browser.awaitText(".section h2", "Profile");
    }

    /** @param offline nothing comes any more, nor what the browser keeps of earlier visits */
    private void network(boolean offline) {
        browser.command("Network.enable", Map.of());
        browser.command("Network.setCacheDisabled", Map.of("cacheDisabled", offline));
        browser.command(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }
}

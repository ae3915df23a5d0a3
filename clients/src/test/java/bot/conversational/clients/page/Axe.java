package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Finds what keeps people out of what a browser shows, in light and in dark, and keeps a picture of each. */
final class Axe {

    private static final String SCRIPT = script();

    /** Colours are all that differs in the dark: the rest is asked once. */
    private static final String RULES = "{resultTypes: ['violations']}";

    private static final String COLOURS = "{resultTypes: ['violations'], runOnly: ['color-contrast']}";

    private Axe() {}

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails for what is serious. Leaves the browser in light. */
    static void assertOpenToAll(Browser browser, String name) {
        if (!Boolean.TRUE.equals(browser.script("return 'axe' in window"))) {
            browser.script(SCRIPT);
        }
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.still();
            browser.shoot(name + "-" + scheme);
            Object found = browser.driver().executeAsyncScript("""
                            const done = arguments[arguments.length - 1];
                            axe.run(%s)
                              .then(({violations}) => done(violations.filter(v => ['serious', 'critical'].includes(v.impact))
                                .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.any.map(a => a.message)).join(' | '))), e => done([String(e)]))
                            """.formatted(scheme.equals("light") ? RULES : COLOURS));
            assertThat((List<?>) found).as(name + ", " + scheme).isEmpty();
        }
        browser.prefer("light");
    }
}

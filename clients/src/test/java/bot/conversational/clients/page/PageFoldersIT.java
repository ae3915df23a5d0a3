package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Folders and tags: at the side, and in the search. */
class PageFoldersIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final String folder = "Folder " + word;
    private final String tag = "Tag " + word;

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    private void narrow(String item) {
        browser.take("cb-folder-picker .chooser", item);
        browser.awaitText("cb-folder-picker .chooser", item);
    }

    /** The hits are those of the question and its answer in one conversation. */
    private void awaitHitsIn(String title) {
        browser.await(
                "hits in " + title,
                () -> browser.all(".hit-title").size() == 2
                        && browser.all(".hit-title").stream()
                                .allMatch(hit -> hit.getText().equals(title)));
    }

    @Test
    void conversationShouldBeFiledAndFoundByItsFolderAndTag() {
        String filed = visit.conversation("Filed " + word, "About " + word);
        visit.conversation("Loose " + word, "About " + word);
        visit.at("/c/" + filed);
        browser.take("cb-folder-picker .chooser", "New folder");
        browser.type("dialog input[name=name]", folder);
        browser.choose("dialog button", "Save");
        browser.awaitText("cb-folder-picker .chooser", folder);
        browser.awaitGone(".entries li");

        browser.take(".bar-tools cb-menu button", "Folder and tags");
        browser.choose("dialog select option", folder);
        browser.type("dialog input[name=tags]", tag + ", another");
        browser.choose("dialog button", "Save");
        browser.awaitText(".entries", "Filed " + word);
        visit.api()
                .patch(
                        "/api/v1/conversations/" + visit.conversation("Away " + word),
                        Map.of("tags", List.of("Unlisted " + word), "archived", true))
                .expect(200);
        browser.take("cb-folder-picker .chooser", "#Unlisted " + word + " (1)");
        browser.awaitText("cb-folder-picker .chooser", "#Unlisted");
        browser.awaitGone(".entries li");
        narrow("#" + tag);
        browser.await("one tagged", () -> browser.all(".entries li").size() == 1);
        narrow("All conversations");
        browser.awaitText(".entries", "Loose " + word);

        browser.await(
                "what the search knows of it",
                () -> visit.api()
                                .get("/api/v1/search/messages?q=" + word + "&tag=another")
                                .expect(200)
                                .json()
                                .get("items")
                                .size()
                        == 2);
        visit.at("/search?q=" + word);
        browser.await("all hits", () -> browser.all(".hit").size() == 4);
        browser.choose(".search-row button", "Filters");
        browser.choose("select[name=folder] option", folder);
        awaitHitsIn("Filed " + word);
        browser.choose("select[name=folder] option", "In no folder");
        awaitHitsIn("Loose " + word);
        browser.shoot("search-in-folder");
        browser.choose("select[name=tag] option", "#" + tag);
        browser.awaitText(".empty", "fewer filters");
        browser.choose("select[name=folder] option", "Any folder");
        awaitHitsIn("Filed " + word);
        assertThat(browser.address()).contains("tag=").doesNotContain("folder=");
        browser.driver().navigate().refresh();
        awaitHitsIn("Filed " + word);
    }

    @Test
    void foldersShouldBeAsAnotherTabLeavesThem() {
        String chooser = "cb-folder-picker .chooser";
        visit.conversation("Kept " + word);
        visit.at("/");
        String first = browser.driver().getWindowHandle();
        String second = browser.openTab();
        try {
            visit.at("/");
            browser.take(chooser, "New folder");
            browser.type("dialog input[name=name]", folder);
            browser.choose("dialog button", "Save");
            browser.awaitText(chooser, folder);
            browser.turnTo(first);
            narrow(folder);
            browser.turnTo(second);
            browser.take(chooser, "Change “" + folder);
            browser.replace("dialog input[name=name]", folder + " renamed");
            browser.choose("dialog button", "Save");
            browser.turnTo(first);
            browser.awaitText(chooser, folder + " renamed");
            browser.turnTo(second);
            browser.take(chooser, "Delete “" + folder);
            browser.choose("dialog button", "Delete");
            browser.awaitText(chooser, "All conversations");
            browser.awaitFocus(chooser);
            browser.turnTo(first);
            browser.awaitText(chooser, "All conversations");
            browser.awaitText(".entries", "Kept " + word);
        } finally {
            browser.close(second, first);
        }
    }
}

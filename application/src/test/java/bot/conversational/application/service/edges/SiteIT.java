package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for people, as it is sent. What it does stands in the module {@code clients}. */
class SiteIT {

    private final Api anybody = Deployment.sharedNode().api();

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String importMap(String page) {
        Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(map.find()).isTrue();
        return map.group(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/c/0197a000-0000-7000-8000-000000000000", "/search", "/login", "/account/keys", "/admin"})
    void everyPageShouldBeTheSame(String path) {
        Api.Answer page = anybody.get(path).expect(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.text()).isEqualTo(anybody.get("/").text());
    }

    @Test
    void policyShouldAllowTheImportMapAndNoOtherScriptWithinThePage() throws Exception {
        Api.Answer page = anybody.get("/").expect(200);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(importMap(page.text()).getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
                .contains("default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*", "{");
        assertThat(all("<script(?! type=\"importmap\")([^>]*)>", page.text()))
                .allSatisfy(attributes -> assertThat(attributes).contains(" src=\"/assets/"));
        assertThat(page.text()).doesNotContainPattern("\\son\\w+=|\\sstyle=|//[a-z]");
    }

    @Test
    void everyFileThatThePageNamesShouldBeThereForEver() throws Exception {
        String page = anybody.get("/").text();
        JsonNode imports = new ObjectMapper().readTree(importMap(page)).get("imports");
        List<String> files = Stream.concat(
                        all("(?:src|href)=\"(/(?:assets|lib)/[^\"]+)\"", page).stream(),
                        imports.valueStream().map(JsonNode::asText).filter(path -> !path.endsWith("/")))
                .toList();
        assertThat(files).hasSizeGreaterThan(12);
        for (String file : files) {
            Api.Answer sent = anybody.get(file).expect(200);
            assertThat(sent.header("Cache-Control")).as(file).isEqualTo("public, max-age=31536000, immutable");
            assertThat(sent.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void pageShouldBeAskedForAgainAndSentOnce() {
        Api.Answer page = anybody.get("/").expect(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        Api.Answer again = anybody.with("If-None-Match", page.header("ETag")).get("/");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void fileOfAnotherVersionShouldBeOursButNotForEver() {
        Api.Answer sent = anybody.get("/assets/000000000000/app/main.js").expect(200);
        assertThat(sent.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/x",
                "/assets/x/app",
                "/assets/x/app/none.js",
                "/assets/x/../site.json",
                "/assets/x/..%2fsite.json",
                "/assets/x/%2e%2e/site.json",
                "/assets/x//config.yml",
                "/lib/none/1/x.js",
                "/lib/marked/0.0.0/marked.esm.js",
            })
    void whatThePageDoesNotHaveShouldNotBeFound(String path) {
        assertThat(anybody.get(path).status()).isIn(400, 404);
    }

    @Test
    void filesShouldBeCompressed() {
        Api.Answer sent = anybody.with("Accept-Encoding", "gzip").get("/assets/x/design/tokens.css");
        assertThat(sent.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(anybody.with("Accept-Encoding", "gzip;q=0")
                        .get("/assets/x/design/tokens.css")
                        .header("Content-Encoding"))
                .isEmpty();
    }
}

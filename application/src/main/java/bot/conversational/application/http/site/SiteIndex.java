package bot.conversational.application.http.site;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that is served at all paths of a site, and its headers.
 *
 * @param file with the version of the site's own files in it
 * @param headers with the hash of its import map, the one script that stands within it
 */
record SiteIndex(SiteFile file, Map<String, String> headers) {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    static SiteIndex of(Site site, String version) {
        byte[] template = SiteFile.bytes(site.index())
                .orElseThrow(() -> new IllegalStateException(site.index() + " is not in the class path"));
        String page = new String(template, StandardCharsets.UTF_8).replace("{version}", version);
        String hash = hash(page);
        return new SiteIndex(
                new SiteFile("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8)),
                site.headers().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, header -> header.getValue().replace("{import-map}", hash))));
    }

    /** As a policy names it. */
    static String hash(String page) {
        Matcher map = IMPORT_MAP.matcher(page);
        if (!map.find()) {
            throw new IllegalArgumentException("the page has no import map");
        }
        byte[] digest = SiteFile.digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}

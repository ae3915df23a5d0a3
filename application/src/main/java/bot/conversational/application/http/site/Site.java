package bot.conversational.application.http.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a site says of itself, in a resource {@code site.json}.
 *
 * @param index the resource that is served at all pages
 * @param pages patterns of servlets; a script tells them apart
 * @param headers of the pages; {@code {import-map}} stands for the hash of the one script that a page has within it
 * @param folders of other files
 */
record Site(String index, List<String> pages, Map<String, String> headers, List<Folder> folders) {

    private static final String ABOUT = "/site.json";

    /**
     * Files that are served under a path.
     *
     * @param path in front of theirs
     * @param resources where they are in the class path
     * @param own whether they change with this build: their path then has a segment for their version, which
     *     {@code {version}} stands for in the index. Those of others have the version in {@code path}
     */
    record Folder(String path, String resources, boolean own) {}

    /** Empty when there is none in the class path. */
    static Optional<Site> inClassPath() {
        try (InputStream about = Site.class.getResourceAsStream(ABOUT)) {
            return about == null ? Optional.empty() : Optional.of(new ObjectMapper().readValue(about, Site.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

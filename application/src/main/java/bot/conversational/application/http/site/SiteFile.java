package bot.conversational.application.http.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file with all that an answer says of it. It is compressed once, and not for each answer. */
final class SiteFile {

    /** Of the kinds of files that are served; no other is. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json");

    private final byte[] bytes;
    private final byte[] compressed;
    private final String type;
    private final String tag;

    SiteFile(String type, byte[] bytes) {
        this.bytes = bytes.clone();
        this.compressed = compress(bytes);
        this.type = type;
        this.tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest(bytes)) + '"';
    }

    /** Reads a resource; empty when there is none, or it is not of a kind that is served. */
    static Optional<SiteFile> read(String resource) {
        return type(resource).flatMap(type -> bytes(resource).map(bytes -> new SiteFile(type, bytes)));
    }

    static Optional<byte[]> bytes(String resource) {
        try (InputStream file = SiteFile.class.getResourceAsStream("/" + resource)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes by gzip. */
    byte[] compressed() {
        return compressed.clone();
    }

    String type() {
        return type;
    }

    /** Its entity tag. */
    String tag() {
        return tag;
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}

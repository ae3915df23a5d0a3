package bot.conversational.application.http.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A name for the content of folders: it is another when any file in them is. */
final class SiteVersion {

    private static final int LENGTH = 12;

    private SiteVersion() {}

    static String of(List<Site.Folder> folders) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Site.Folder folder : folders) {
                addAll(folder.resources(), digest);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addAll(String folder, MessageDigest digest) throws IOException, URISyntaxException {
        URL url = SiteVersion.class.getResource("/" + folder);
        if (url == null) {
            throw new IllegalStateException(folder + " is not in the class path");
        }
        if (url.openConnection() instanceof JarURLConnection jar) {
            URI file = jar.getJarFileURL().toURI();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(file))) {
                addAll(files.getPath("/" + folder), digest);
            }
        } else {
            addAll(Path.of(url.toURI()), digest);
        }
    }

    private static void addAll(Path folder, MessageDigest digest) throws IOException {
        try (Stream<Path> all = Files.walk(folder);
                DigestOutputStream sink = new DigestOutputStream(DigestOutputStream.nullOutputStream(), digest)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(folder.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                Files.copy(file, sink);
            }
        }
    }
}

package bot.conversational.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a JVM writes down at its end for the next starts of the service. */
public final class ClassCache {

    /** How it is made and used. */
    public enum Kind {
        /** Classes as they were loaded. */
        CLASS_ARCHIVE("-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", 21),
        /** Classes as they were linked, and what their methods did. */
        AHEAD_OF_TIME("-XX:AOTCacheOutput=", "-XX:AOTCache=", 25);

        private final String making;
        private final String using;
        private final int since;

        Kind(String making, String using, int since) {
            this.making = making;
            this.using = using;
            this.since = since;
        }

        /** Whether this Java knows it. */
        public boolean known() {
            return Runtime.version().feature() >= since;
        }
    }

    private final Kind kind;
    private final Path file;

    private ClassCache(Kind kind, Path file) {
        this.kind = kind;
        this.file = file;
    }

    /** Lets a node run and work, and keeps what its JVM then writes down. */
    public static ClassCache make(
            Workspace workspace, Kind kind, Function<String, Service.Node> start, Consumer<Service.Node> work) {
        Path file = workspace.folder("files").resolve(kind + ".cache");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Service.Node node = start.apply(kind.making + file);
        work.accept(node);
        node.process().endInPeace();
        if (!Files.exists(file)) {
            throw new IllegalStateException("there is no " + file);
        }
        return new ClassCache(kind, file);
    }

    /** Of a JVM that is to use it. */
    public List<String> options() {
        return List.of(kind.using + file);
    }

    @Override
    public String toString() {
        try {
            return "%s of %.0f MB".formatted(kind, Files.size(file) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

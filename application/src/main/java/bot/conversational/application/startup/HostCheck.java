package bot.conversational.application.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a node needs of its machine or container. Without it, it would run for a while and then be killed without a word, or
 * fail in many words.
 *
 * @param memory of the machine, or of the container that has less; in bytes
 * @param heap that the JVM may take at most; in bytes
 * @param temporary where native libraries are unpacked
 */
public record HostCheck(long memory, long heap, Path temporary) {

    private static final long MEGABYTE = 1024 * 1024;

    /** Below that a node ends at its first users. A collector may keep a part of what was given, such as 128 MB, to itself. */
    private static final long LEAST_HEAP = 96 * MEGABYTE;

    /** Code, threads and buffers of a node that nobody uses yet. */
    private static final long BESIDE_THE_HEAP = 128 * MEGABYTE;

    /** This process and what it runs in. */
    public static HostCheck here() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new HostCheck(
                system.getTotalMemorySize(),
                Runtime.getRuntime().maxMemory(),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @throws CannotServe with what is missing */
    public void assertFit() {
        complaint().ifPresent(line -> {
            throw new CannotServe(line);
        });
    }

    /** What is missing; empty when a node can run here. */
    Optional<String> complaint() {
        if (memory < heap + BESIDE_THE_HEAP) {
            return Optional.of(
                    "This machine or container has %d MB of memory, and the heap alone may take %d MB: give it %d MB, or a smaller heap (JAVA_HEAP, -Xmx)"
                            .formatted(memory / MEGABYTE, heap / MEGABYTE, 2 * heap / MEGABYTE));
        }
        if (heap < LEAST_HEAP) {
            return Optional.of("The heap may take %d MB only, and a node needs 128 MB: set it (JAVA_HEAP, -Xmx)"
                    .formatted(heap / MEGABYTE));
        }
        try {
            Files.delete(Files.createTempFile(temporary, "conversational-bot", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Nothing can be written into " + temporary
                    + " (java.io.tmpdir), where native libraries are unpacked: mount a tmpfs there");
        }
    }
}

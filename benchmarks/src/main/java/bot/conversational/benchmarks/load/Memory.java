package bot.conversational.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that a process has in use, in bytes: what is resident, but of the heap of a JVM with G1 only what is left after a
 * collection. How much of a heap is resident depends on what it was once needed for, not on what it holds.
 */
public final class Memory {

    /** As {@code jcmd GC.heap_info} of JDK 17 to 25 has it. */
    private static final Pattern HEAP =
            Pattern.compile("garbage-first heap .*used (\\d+)K \\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ [rwxps-]{4} .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss: +(\\d+) kB");

    private Memory() {}

    /** Of a process and all below it. A JVM collects its garbage first. */
    public static long used(long pid) {
        jcmd(pid, "GC.run");
        Matcher heap = HEAP.matcher(jcmd(pid, "GC.heap_info"));
        long resident = Cpu.residentBytes(pid);
        if (!heap.find()) {
            return resident;
        }
        long from = Long.parseUnsignedLong(heap.group(2), 16);
        long to = Long.parseUnsignedLong(heap.group(3), 16);
        return resident - resident(pid, from, to) + Long.parseLong(heap.group(1)) * 1024;
    }

    /** What is resident of a range of addresses. */
    private static long resident(long pid, long from, long to) {
        long kilobytes = 0;
        boolean within = false;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps"))) {
                Matcher mapping = MAPPING.matcher(line);
                if (mapping.matches()) {
                    long start = Long.parseUnsignedLong(mapping.group(1), 16);
                    within = start >= from && start < to;
                }
                Matcher resident = RESIDENT.matcher(line);
                if (within && resident.matches()) {
                    kilobytes += Long.parseLong(resident.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kilobytes * 1024;
    }

    /** What a process answers; of one that is no JVM, or of another user, a complaint. */
    private static String jcmd(long pid, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

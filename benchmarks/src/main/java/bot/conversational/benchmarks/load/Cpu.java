package bot.conversational.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** CPU time, from {@code /proc}. On a shared machine it is steadier than any rate. */
public final class Cpu {

    /** Ticks a second in {@code /proc}: the same on all Linux systems. */
    private static final double TICKS = 100;

    private Cpu() {}

    /** Seconds of CPU that a process and all below it have used, those that ended and were waited for included. */
    public static double seconds(long pid) {
        return withAllBelow(pid).map(Cpu::ticks).sum() / TICKS;
    }

    private static LongStream withAllBelow(long pid) {
        LongStream below = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), below);
    }

    private static long ticks(long pid) {
        return read(Path.of("/proc/" + pid + "/stat"))
                .map(stat -> {
                    // What is before the last bracket is the program's name, which may hold anything.
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    return Long.parseLong(fields[11])
                            + Long.parseLong(fields[12])
                            + Long.parseLong(fields[13])
                            + Long.parseLong(fields[14]);
                })
                .orElse(0L);
    }

    /** Resident memory in bytes, of a process and all below it. */
    public static long residentBytes(long pid) {
        return withAllBelow(pid).map(Cpu::resident).sum();
    }

    private static long resident(long pid) {
        return read(Path.of("/proc/" + pid + "/statm"))
                .map(statm -> Long.parseLong(statm.split(" ")[1]) * 4096)
                .orElse(0L);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}

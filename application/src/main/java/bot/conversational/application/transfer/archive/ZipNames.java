package bot.conversational.application.transfer.archive;

import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What a zip says of itself, before any of it is unpacked. */
final class ZipNames {

    /** Of the list of members, which is held in memory. */
    private static final long LARGEST_DIRECTORY = 32L << 20;

    private static final int END = 0x06054B50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private ZipNames() {}

    /** @throws DomainException.Invalid when the list of members is missing, or too long to be read */
    static void checkDirectory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int length = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
            ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = channel.size() - length; tail.hasRemaining(); ) {
                int read = channel.read(tail, at + tail.position());
                if (read < 0) {
                    break;
                }
            }
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    checkSize(Integer.toUnsignedLong(tail.getInt(at + 12)));
                    return;
                }
            }
        }
        throw new DomainException.Invalid("file", "is a damaged archive: its list of files is missing");
    }

    private static void checkSize(long directory) {
        if (directory > LARGEST_DIRECTORY) {
            throw new DomainException.Invalid("file", "has too long a list of files");
        }
    }

    /** @throws DomainException.Invalid when whoever unpacks it would write outside of a folder */
    static void check(String name) {
        boolean climbs = name.startsWith("/")
                || name.contains("\\")
                || name.indexOf('\0') >= 0
                || name.matches("(?s)[A-Za-z]:.*")
                || name.matches("(?s)(.*/)?\\.\\.(/.*)?");
        if (climbs) {
            throw new DomainException.Invalid("file", "has a file whose name leads out of the archive");
        }
    }

    static boolean isText(String name) {
        return lower(name).matches("(?s).*\\.(json|jsonl|ndjson)");
    }

    static boolean isArchive(String name) {
        return lower(name).matches("(?s).*\\.(zip|gz|tgz|tar|7z|rar|jar|bz2|xz|zst)");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

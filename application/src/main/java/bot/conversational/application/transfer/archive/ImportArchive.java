package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.assets.ZipAssets;
import bot.conversational.application.transfer.format.Assets;
import bot.conversational.application.transfer.format.RecordedFiling;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.shared.DomainException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a file of recordings: JSON, JSON lines, either by gzip, or a zip of such files. Formats go by content. Nothing is
 * written, and no more than one conversation is in memory.
 */
public final class ImportArchive {

    private static final int PEEK = 1 << 16;

    /** Of JSON, for saying how far a file has been read whose unpacked size nobody knows. */
    private static final int USUAL_RATIO = 6;

    /** Whoever has packed an export anew may have put its folders behind the conversations in them. */
    private static final Comparator<ZipEntry> FOLDERS_FIRST =
            Comparator.comparing(member -> !member.getName().endsWith("folders.jsonl"));

    private final ArchiveLimits limits;
    private final ImportReport report;
    private final Receiver receiver;
    private final BoundedInput.Unpacked unpacked;
    private final RecordedFiling filing;
    private Assets assets = Assets.NONE;
    private int found;

    private ImportArchive(ArchiveLimits limits, ImportReport report, Receiver receiver) {
        this.limits = limits;
        this.report = report;
        this.receiver = receiver;
        this.filing = new RecordedFiling(report);
        this.unpacked = new BoundedInput.Unpacked(limits.totalBytes(), receiver.listener());
    }

    /**
     * Gives each conversation as soon as it is read.
     *
     * @throws DomainException.Invalid when the file is refused, perhaps after some of it was read: it is none of these,
     *     has no conversation at all, or is made to do harm
     */
    static void read(Recording file, ArchiveLimits limits, ImportReport report, Receiver receiver) throws IOException {
        ImportArchive archive = new ImportArchive(limits, report, receiver);
        switch (magic(file.path())) {
            case 0x504B -> archive.readZip(file);
            case 0x1F8B -> archive.readGzip(file);
            default -> archive.readBare(file);
        }
        if (archive.found == 0) {
            throw new DomainException.Invalid("file", "has no conversation of a format that is known");
        }
    }

    private static int magic(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(2);
            return first.length < 2 ? 0 : (first[0] & 0xFF) << 8 | (first[1] & 0xFF);
        }
    }

    private void readBare(Recording file) throws IOException {
        unpacked.expect(Files.size(file.path()));
        try (InputStream in = Files.newInputStream(file.path())) {
            readText(file.name(), bounded(in, file.name(), limits.memberBytes()));
        }
    }

    private void readGzip(Recording file) throws IOException {
        long packedBytes = Files.size(file.path());
        unpacked.expect(packedBytes * USUAL_RATIO);
        try (InputStream packed = Files.newInputStream(file.path());
                InputStream in = new GZIPInputStream(packed, PEEK)) {
            readText(file.name(), bounded(in, file.name(), most(packedBytes)));
        } catch (ZipException | EOFException damaged) {
            report.skipped(file.name(), "is a damaged archive: the rest was not read");
        }
    }

    private void readZip(Recording file) throws IOException {
        ZipNames.checkDirectory(file.path());
        try (ZipFile zip = open(file.path())) {
            if (zip.size() > limits.members()) {
                throw new DomainException.Invalid("file", "has more than " + limits.members() + " files");
            }
            List<ZipEntry> members = new ArrayList<>(Collections.list(zip.entries()));
            members.sort(FOLDERS_FIRST);
            members.forEach(member -> ZipNames.check(member.getName()));
            unpacked.expect(members.stream()
                    .filter(member -> ZipNames.isText(member.getName()))
                    .mapToLong(ZipEntry::getSize)
                    .sum());
            assets = new ZipAssets(members, member -> open(zip, member), receiver.files());
            for (ZipEntry member : members) {
                readMember(zip, member);
            }
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw new DomainException.Invalid("file", "is a damaged archive");
        }
    }

    private void readMember(ZipFile zip, ZipEntry member) throws IOException {
        String name = member.getName();
        if (member.isDirectory() || !ZipNames.isText(name)) {
            if (ZipNames.isArchive(name)) {
                report.passedOver(name, "is an archive in an archive");
            }
            return;
        }
        try (InputStream in = open(zip, member)) {
            readText(name, in);
        } catch (ZipException | EOFException damaged) {
            report.skipped(name, "is damaged: the rest was not read");
        }
    }

    /** No more of it can be read than it says it has, and than so many packed bytes may become. */
    private InputStream open(ZipFile zip, ZipEntry member) throws IOException {
        long most = most(member.getCompressedSize());
        if (member.getSize() >= 0) {
            most = Math.min(most, member.getSize());
        }
        return bounded(zip.getInputStream(member), member.getName(), most);
    }

    /** What so many packed bytes may become. */
    private long most(long packed) {
        return Math.min(limits.memberBytes(), Math.max(limits.unsuspicious(), packed * limits.ratio()));
    }

    private InputStream bounded(InputStream in, String name, long most) {
        return new BoundedInput(in, name, most, unpacked);
    }

    private void readText(String name, InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, PEEK);
        bytes.mark(PEEK);
        String begin = new String(bytes.readNBytes(PEEK), StandardCharsets.UTF_8);
        bytes.reset();
        if (begin.startsWith("PK\3\4") || begin.startsWith("\u001F\uFFFD\b")) {
            report.passedOver(name, "is an archive in an archive");
            return;
        }
        Reader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), PEEK);
        if (begin.startsWith("\uFEFF") && text.read() >= 0) {
            begin = begin.substring(1);
        }
        Elements elements = new Elements(name, report, receiver.conversations(), assets, filing);
        try {
            if (isLines(name, begin.strip())) {
                elements.readLines(text);
            } else {
                elements.readWhole(text);
            }
        } finally {
            found += elements.found();
        }
    }

    /** An object that ends with its line, before another one. An array may have any lines. */
    private static boolean isLines(String name, String begin) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.matches(".*\\.(jsonl|ndjson)(\\.gz)?")
                || (!begin.startsWith("[") && (begin.contains("\n{") || !begin.startsWith("{")));
    }
}

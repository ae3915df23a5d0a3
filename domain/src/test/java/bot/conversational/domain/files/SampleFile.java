package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Attachment;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A file with bytes that no other has. */
public record SampleFile(StoredFile file, byte[] bytes) implements FileContent {

    /** Of arbitrary bytes. */
    public static SampleFile of(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return of("application/x-sample", bytes);
    }

    public static SampleFile of(String mediaType, byte[] bytes) {
        return new SampleFile(
                new StoredFile(new Blob(sha256(bytes)), mediaType, Optional.of("größe.bin"), bytes.length), bytes);
    }

    /** The same bytes as another type, without a name. */
    public SampleFile as(String mediaType) {
        return new SampleFile(new StoredFile(blob(), mediaType, Optional.empty(), size()), bytes);
    }

    public Blob blob() {
        return file.blob();
    }

    /** A message that names it. */
    public Content named() {
        return Content.of(List.of(
                new Part.Text("Look!"),
                new Attachment(Attachment.Kind.FILE, file.mediaType(), file.name(), file.blob())));
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] chunk(int n) {
        return Arrays.copyOfRange(bytes, n * CHUNK, Math.min(bytes.length, (n + 1) * CHUNK));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

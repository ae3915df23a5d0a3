package bot.conversational.domain.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A SHA-256 of texts: 32 bytes that stand for all of them. */
public record Digest(byte[] bytes) {

    private static final HexFormat HEX = HexFormat.of();

    /** Of nothing: where a digest of several steps begins. */
    public static final Digest EMPTY = new Digest(new byte[32]);

    public Digest {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a digest has 32 bytes");
        }
    }

    /** @param hex 64 hexadecimal digits */
    public static Digest parse(String hex) {
        return new Digest(HEX.parseHex(hex));
    }

    /** The digest of these texts. Each goes in with its length in front, so that no two lists run together. */
    public static Digest of(List<String> texts) {
        return EMPTY.plus(texts);
    }

    /** The digest of this one and some texts behind it. */
    public Digest plus(List<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes);
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
                sha.update(utf8);
            }
            return new Digest(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.formatHex(bytes);
    }
}

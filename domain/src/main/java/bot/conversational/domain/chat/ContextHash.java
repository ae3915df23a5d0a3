package bot.conversational.domain.chat;

import bot.conversational.domain.conversation.MessageRole;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash along a branch: each message's contains the one before, so that 32 bytes stand for the whole context. Two
 * branches with the same texts have the same chain, whoever owns them.
 */
public record ContextHash(byte[] bytes) {

    private static final HexFormat HEX = HexFormat.of();

    /** Of a branch without messages. */
    public static final ContextHash EMPTY = new ContextHash(new byte[32]);

    public ContextHash {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a chain has 32 bytes");
        }
    }

    public static ContextHash parse(String hex) {
        return new ContextHash(HEX.parseHex(hex));
    }

    /** The chain of this branch with one message more. */
    public ContextHash plus(MessageRole role, String content) {
        return digest(this, List.of(role.name(), content));
    }

    /** SHA-256 over a chain and some texts, each with its length in front so that no two lists run together. */
    static ContextHash digest(ContextHash start, List<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(start.bytes);
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
                sha.update(utf8);
            }
            return new ContextHash(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContextHash chain && Arrays.equals(bytes, chain.bytes);
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

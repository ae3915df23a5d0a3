package bot.conversational.domain.chat.context;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash of a branch up to a message, chained: each contains the one before, so that 32 bytes stand for the whole
 * context. Two branches with the same texts have the same hash, whoever owns them.
 */
public record ContextHash(Digest digest) {

    /** Of a branch without messages. */
    public static final ContextHash EMPTY = new ContextHash(Digest.EMPTY);

    public static ContextHash of(byte[] bytes) {
        return new ContextHash(new Digest(bytes));
    }

    /** @param hex 64 hexadecimal digits */
    public static ContextHash parse(String hex) {
        return new ContextHash(Digest.parse(hex));
    }

    /** The hash of this branch with one message more. */
    public ContextHash plus(MessageRole role, Content content) {
        List<String> texts = new ArrayList<>(List.of(role.name(), content.text()));
        if (!content.isText()) {
            texts.add(AnswerLog.of(content).from(0));
        }
        return new ContextHash(digest.plus(texts));
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return digest.toString();
    }
}

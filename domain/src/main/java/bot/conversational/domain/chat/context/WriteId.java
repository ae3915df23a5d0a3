package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Which write made a version of a conversation. Of a turn's write it follows from the newest message and the texts
 * before it: two writes with one id leave the same branch behind. Of any other write it is random.
 */
public record WriteId(UUID value) {

    /** Of a turn's write that leaves this newest message. */
    public static WriteId of(BranchHead head) {
        byte[] message = head.id().map(MessageId::toString).orElse("").getBytes(StandardCharsets.US_ASCII);
        byte[] texts = head.hash().toString().getBytes(StandardCharsets.US_ASCII);
        byte[] both = ByteBuffer.allocate(message.length + texts.length)
                .put(message)
                .put(texts)
                .array();
        return new WriteId(UUID.nameUUIDFromBytes(both));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package bot.conversational.adapters.llm.stream;

import java.util.Set;

/**
 * What a server sends, and what comes of it.
 *
 * @param body as one text; transports may cut and pack it
 * @param with how it is sent: see {@link WireCases}
 * @param outcome as {@link Outcomes} writes it
 */
public record WireCase(StreamProtocol protocol, String name, String body, Set<String> with, String outcome) {

    /** In UTF-8, or, for what no UTF-8 is, with each {@code <XX>} as that byte. */
    public byte[] bytes() {
        return WireBytes.of(this);
    }

    public boolean has(String way) {
        return with.contains(way);
    }

    @Override
    public String toString() {
        return protocol + ": " + name;
    }
}

package bot.conversational.application.http.exporting;

import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;

/** Ends an answer that has begun when the rest of it cannot be read: nothing else can be said any more. */
final class BrokenOff {

    private BrokenOff() {}

    static StreamedBody whenUnreadable(StreamedBody body) {
        return out -> {
            try {
                body.writeTo(out);
            } catch (DomainException unreadable) {
                throw new IOException("the rest cannot be read", unreadable);
            }
        };
    }
}

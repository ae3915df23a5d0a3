package bot.conversational.application.http.sharing;

import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.sharing.OpenShare;
import bot.conversational.domain.sharing.ReadShare;
import bot.conversational.domain.sharing.SharedMessage;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share as its readers see it. It is written piece by piece, so that one piece is in memory for each reader.
 *
 * @param messages of the branch, oldest first
 * @param sharedBy the owner's name, left out unless it is shown
 */
public record SharedConversationJson(
        @Nullable String title,
        int revision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sharedBy,
        List<SharedMessageJson> messages) {

    /** A share that ends meanwhile breaks the answer off. */
    static StreamedBody streamed(ReadShare shares, OpenShare share, ObjectMapper mapper) {
        return out -> {
            JsonGenerator json = mapper.getFactory().createGenerator(out);
            json.writeStartObject();
            json.writeStringField("title", share.title().orElse(null));
            json.writeNumberField("revision", share.revision());
            if (share.sharedBy().isPresent()) {
                json.writeStringField("sharedBy", share.sharedBy().get());
            }
            json.writeArrayFieldStart("messages");
            for (int n = 0; n < share.pieces().count(); n++) {
                for (SharedMessage message : piece(shares, share, n)) {
                    mapper.writeValue(json, SharedMessageJson.of(message));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
        };
    }

    private static List<SharedMessage> piece(ReadShare shares, OpenShare share, int n) throws IOException {
        try {
            return shares.piece(share, n);
        } catch (DomainException.NotFound | DomainException.Unavailable ended) {
            throw new IOException("the share cannot be read on", ended);
        }
    }
}

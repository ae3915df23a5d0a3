package bot.conversational.application.http.fastpath;

import bot.conversational.application.http.chat.SendMessageBody;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A message that is sent for an answer in JSON, with nothing unusual about it. */
final class FastPathRequest {

    private static final int ID_AT = TurnCall.MESSAGES.indexOf('{');
    private static final int ID_LENGTH = 36;
    private static final String BEFORE_ID = TurnCall.MESSAGES.substring(0, ID_AT);
    private static final String AFTER_ID = TurnCall.MESSAGES.substring(TurnCall.MESSAGES.indexOf('}') + 1);

    /** With one of these in it a request is not as plain as it looks. */
    private static final Set<HttpHeader> UNUSUAL = EnumSet.of(
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.CONTENT_ENCODING,
            HttpHeader.EXPECT,
            HttpHeader.UPGRADE,
            HttpHeader.COOKIE);

    private FastPathRequest() {}

    /** Whether what is known before the body is read is that of such a message, with a body of so many bytes at most. */
    static boolean mayBe(Request request, long mostBytes) {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        HttpFields headers = request.getHeaders();
        return HttpMethod.POST.is(request.getMethod())
                && path != null
                && path.length() == BEFORE_ID.length() + ID_LENGTH + AFTER_ID.length()
                && path.startsWith(BEFORE_ID)
                && path.endsWith(AFTER_ID)
                && uri.getQuery() == null
                && UNUSUAL.stream().noneMatch(headers::contains)
                && headers.getFieldNamesCollection().size() == headers.size() // none is there twice
                && isPlain(headers.get(HttpHeader.CONTENT_TYPE))
                && wantsJson(headers.get(HttpHeader.ACCEPT))
                && request.getLength() > 0
                && request.getLength() <= mostBytes;
    }

    /** Empty when anything about it is wrong: the other way knows what to say of it. */
    static Optional<TurnCall.Message> read(Request request, byte[] body, ObjectReader reader) {
        try {
            String id = request.getHttpURI().getPath().substring(ID_AT, ID_AT + ID_LENGTH);
            ConversationId conversation = new ConversationId(IdParameters.inPath(id));
            @Nullable SendMessageBody sent = reader.readValue(body);
            return sent == null || sent.content() == null
                    ? Optional.empty()
                    : Optional.of(TurnCall.Message.of(
                            conversation, sent, request.getHeaders().get(TurnCall.KEY)));
        } catch (IOException | DomainException wrong) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(@Nullable String contentType) {
        return contentType != null
                && (contentType.equalsIgnoreCase("application/json")
                        || contentType.replace(" ", "").equalsIgnoreCase("application/json;charset=utf-8"));
    }

    private static boolean wantsJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }
}

package bot.conversational.application.http.chat;

import bot.conversational.application.http.edge.RequestId;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A message that is sent for an answer in JSON, with nothing unusual about it.
 *
 * @param request empty when it has no idempotency key
 */
record PlainTurn(ConversationId conversation, Question question, Optional<KeyedRequest> request) {

    private static final String BEFORE_ID = "/api/v1/conversations/";
    private static final String BEHIND_ID = "/messages";
    private static final int ID_LENGTH = 36;
    private static final String KEY = "Idempotency-Key";

    /** With one of these in it a request is not as plain as it looks. */
    private static final Set<HttpHeader> UNUSUAL = EnumSet.of(
            HttpHeader.TRANSFER_ENCODING, HttpHeader.CONTENT_ENCODING, HttpHeader.EXPECT, HttpHeader.UPGRADE);

    /** Whether what is known before the body is read is that of such a message, with a body of so many bytes at most. */
    static boolean mayBe(Request request, long mostBytes) {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        return HttpMethod.POST.is(request.getMethod())
                && path != null
                && path.length() == BEFORE_ID.length() + ID_LENGTH + BEHIND_ID.length()
                && path.startsWith(BEFORE_ID)
                && path.endsWith(BEHIND_ID)
                && uri.getQuery() == null
                && hasPlainHeaders(request)
                && isPlain(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                && wantsJson(request.getHeaders().get(HttpHeader.ACCEPT))
                && request.getLength() > 0
                && request.getLength() <= mostBytes;
    }

    /** Empty when anything about it is wrong. */
    static Optional<PlainTurn> read(Request request, byte[] body, ObjectReader reader) {
        try {
            String path = request.getHttpURI().getPath();
            String id = path.substring(BEFORE_ID.length(), BEFORE_ID.length() + ID_LENGTH);
            ConversationId conversation =
                    new ConversationId(IdParameters.parse(id, reason -> new DomainException.NotFound(reason)));
            @Nullable SendMessageBody sent = reader.readValue(body);
            if (sent == null || sent.content() == null) {
                return Optional.empty();
            }
            Question question = sent.question();
            @Nullable String key = request.getHeaders().get(KEY);
            return Optional.of(new PlainTurn(
                    conversation,
                    question,
                    Optional.ofNullable(key)
                            .map(text -> KeyedRequest.of(new IdempotencyKey(text), conversation, question))));
        } catch (IOException | DomainException wrong) {
            return Optional.empty();
        }
    }

    /** None that the service reads is there twice. */
    private static boolean hasPlainHeaders(Request request) {
        Set<HttpHeader> seen = EnumSet.noneOf(HttpHeader.class);
        int keys = 0;
        int ids = 0;
        for (HttpField field : request.getHeaders()) {
            @Nullable HttpHeader header = field.getHeader();
            if (header == null) {
                keys += field.is(KEY) ? 1 : 0;
                ids += field.is(RequestId.HEADER) ? 1 : 0;
            } else if (UNUSUAL.contains(header) || !seen.add(header)) {
                return false;
            }
        }
        return keys <= 1 && ids <= 1;
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

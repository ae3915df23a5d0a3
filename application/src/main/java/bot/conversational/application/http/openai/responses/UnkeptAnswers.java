package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.openai.WholeAnswer;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.responses.AnswerUnkept;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.StreamPace;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;

/** Gives a response that is not kept, whole or as it comes. */
public final class UnkeptAnswers {

    /** What all calls share that wait for models. */
    public record Waiting(ConcurrencyLimit limit, UserCalls calls, StreamPace pace, StreamTimes times) {}

    private final AnswerUnkept answer;
    private final Waiting waiting;
    private final ObjectMapper mapper;
    private final IdSource ids;
    private final InstantSource clock;

    @Inject
    public UnkeptAnswers(AnswerUnkept answer, Waiting waiting, ObjectMapper mapper, IdSource ids, InstantSource clock) {
        this.answer = answer;
        this.waiting = waiting;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    Response of(UserId user, ResponseRequest request, Optional<KeyedRequest> key) {
        if (request.stream()) {
            waiting.calls().stream();
        }
        Message begun = begun(request);
        AnswerForm wanted = request.wanted().form();
        CompletionReader reader = answer.begin(
                user, request.wanted(), key, () -> new UnkeptForm(begun, wanted, request.stream(), mapper));
        waiting.limit().leave();
        Response.ResponseBuilder response = request.stream() ? stream(reader) : WholeAnswer.of(reader, waiting.calls());
        if (reader.isReplayed()) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.build();
    }

    /** It is in no conversation, and has an id that nobody finds. */
    private Message begun(ResponseRequest request) {
        return Message.generating(
                new MessageId(ids.next()),
                new TreePosition(new ConversationId(ids.next()), 1, Optional.empty()),
                request.wanted().options().model(),
                clock.instant());
    }

    private Response.ResponseBuilder stream(CompletionReader reader) {
        StreamedBody stream = new UnkeptStream(reader, mapper, waiting.pace());
        StreamTimes.Kind kind = reader.isReplayed() ? StreamTimes.Kind.RESUMED : StreamTimes.Kind.BEGUN;
        StreamedBody timed = out -> {
            StreamTimes.Stream time = waiting.times().begin(kind);
            try {
                stream.writeTo(out);
            } finally {
                time.end();
            }
        };
        return Response.ok(timed)
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .header("X-Accel-Buffering", "no");
    }
}

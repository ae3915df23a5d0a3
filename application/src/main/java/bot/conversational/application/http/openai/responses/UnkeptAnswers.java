package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.openai.CompletionStream;
import bot.conversational.application.http.openai.WholeAnswer;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.application.http.stream.EventStreams;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.responses.AnswerUnkept;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;

/** Gives a response that is not kept, whole or as it comes. */
public final class UnkeptAnswers {

    private final AnswerUnkept answer;
    private final ConcurrencyLimit limit;
    private final UserCalls calls;
    private final EventStreams streams;
    private final ObjectMapper mapper;
    private final IdSource ids;
    private final InstantSource clock;

    @Inject
    public UnkeptAnswers(
            AnswerUnkept answer,
            ConcurrencyLimit limit,
            UserCalls calls,
            EventStreams streams,
            ObjectMapper mapper,
            IdSource ids,
            InstantSource clock) {
        this.answer = answer;
        this.limit = limit;
        this.calls = calls;
        this.streams = streams;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    Response of(UserId user, ResponseRequest request, Optional<KeyedRequest> key) {
        if (request.stream()) {
            calls.stream();
        }
        Message begun = begun(request);
        AnswerForm wanted = request.wanted().form();
        CompletionReader reader = answer.begin(
                user, request.wanted(), key, () -> new UnkeptForm(begun, wanted, request.stream(), mapper));
        limit.leave();
        Response.ResponseBuilder response = request.stream() ? stream(reader) : WholeAnswer.of(reader, calls);
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
        CompletionStream stream =
                new CompletionStream(reader, Optional.empty(), new UnkeptEvents(), mapper, streams.pace());
        StreamTimes.Kind kind = reader.isReplayed() ? StreamTimes.Kind.RESUMED : StreamTimes.Kind.BEGUN;
        return streams.answer(stream, kind);
    }
}

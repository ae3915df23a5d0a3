package bot.conversational.application.http.chat;

import bot.conversational.application.http.auth.CallAdmission;
import bot.conversational.application.http.body.BufferedRequest;
import bot.conversational.application.http.edge.AllowedOrigins;
import bot.conversational.application.http.edge.RequestId;
import bot.conversational.application.http.edge.RequestLine;
import bot.conversational.application.http.edge.SecurityHeaders;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.problem.ProblemMapper;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.session.admission.SessionAdmission;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Serves the call that nearly all load is made of, a message for an answer in JSON, without servlets and Jersey, which take
 * a third of what it costs (ADR 16). It knows the well-formed case only: whatever is unusual or wrong about a request goes
 * on to {@link MessageResource} as it came, before anything was done for it. So the contract has one place, and this is none.
 */
public final class TurnShortcut extends Handler.Wrapper {

    /** A longer body takes its time anyway. */
    private static final long MOST_BYTES = 16 * 1024;

    private final SendMessage send;
    private final CallAdmission admission;
    private final ConcurrencyLimit workload;
    private final AllowedOrigins origins;
    private final ObjectMapper mapper;
    private final ObjectReader reader;
    private final long mostBytes;

    /** @param maxBodyBytes that any request may have */
    public TurnShortcut(
            SendMessage send,
            CallAdmission admission,
            ConcurrencyLimit workload,
            AllowedOrigins origins,
            ObjectMapper mapper,
            long maxBodyBytes) {
        this.send = send;
        this.admission = admission;
        this.workload = workload;
        this.origins = origins;
        this.mapper = mapper;
        this.reader = mapper.readerFor(SendMessageBody.class);
        this.mostBytes = Math.min(MOST_BYTES, maxBodyBytes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PlainTurn.mayBe(request, mostBytes)) {
            return super.handle(request, response, callback);
        }
        BufferedRequest bufferedRequest = BufferedRequest.of(request);
        Optional<PlainTurn> turn = bufferedRequest.whole().flatMap(body -> PlainTurn.read(request, body, reader));
        if (turn.isEmpty()) {
            return super.handle(bufferedRequest, response, callback);
        }
        serve(turn.get(), request, response, callback);
        return true;
    }

    private void serve(PlainTurn turn, Request request, Response response, Callback callback) throws IOException {
        HttpFields asked = request.getHeaders();
        String path = request.getHttpURI().getPath();
        RequestLine line = new RequestLine(
                RequestId.of(asked.get(RequestId.HEADER)), request.getMethod(), path, System.nanoTime());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(RequestId.HEADER, line.id());
        SecurityHeaders.set(path, headers::put);
        origins.tell(asked.get(HttpHeader.ORIGIN), headers::add);
        MDC.put(RequestId.MDC_KEY, line.id());
        try {
            byte[] body = mapper.writeValueAsBytes(answer(turn, asked.get(HttpHeader.AUTHORIZATION), path, response));
            headers.put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
        } finally {
            MDC.remove(RequestId.MDC_KEY);
            line.log(response.getStatus());
        }
    }

    /** What is to be written, with status and headers set: the exchange, or the problem that came in its way. */
    private Object answer(PlainTurn turn, @Nullable String authorization, String path, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        try {
            SessionAdmission.Admitted admitted = admission.ask(authorization);
            admission.tell(admitted.decision(), headers::put);
            TurnReader reading =
                    send.send(admission.caller(admitted).user(), turn.conversation(), turn.question(), turn.request());
            workload.leave(); // it waits for the model now
            Exchange exchange = reading.await();
            if (reading.replayed()) {
                headers.put("Idempotent-Replayed", "true");
            }
            response.setStatus(HttpStatus.CREATED_201);
            headers.put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_JSON);
            return ExchangeJson.of(exchange);
        } catch (RuntimeException | Error failure) {
            var problem = ProblemMapper.toResponse(failure, path);
            response.setStatus(problem.getStatus());
            problem.getStringHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            return problem.getEntity();
        }
    }
}

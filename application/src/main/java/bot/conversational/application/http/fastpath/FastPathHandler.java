package bot.conversational.application.http.fastpath;

import bot.conversational.application.http.auth.CallAdmission;
import bot.conversational.application.http.chat.SendMessageBody;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.RequestEdge;
import bot.conversational.application.http.edge.RequestLine;
import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.http.problem.ProblemMapper;
import bot.conversational.domain.session.Caller;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.dropwizard.metrics.jetty12.ee10.InstrumentedEE10Handler;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Serves a {@link FastPathRequest} without servlets and Jersey, which take a third of its cost (ADR 16). A request that
 * is unusual or wrong goes on to {@link bot.conversational.application.http.chat.MessageResource} unchanged, before any
 * work is done for it. The contract is in {@link TurnCall}, {@link CallAdmission}, {@link RequestEdge} and {@link
 * ProblemMapper}, which both ways run; none of it is here.
 */
public final class FastPathHandler extends Handler.Wrapper {

    /** A longer body takes its time anyway. */
    private static final long MOST_BYTES = 16 * 1024;

    private final TurnCall call;
    private final CallAdmission admission;
    private final RequestEdge edge;
    private final ClientAddresses addresses;
    private final ObjectMapper mapper;
    private final ObjectReader reader;
    private final RequestTimes.Route times;
    private final long mostBytes;

    /** @param maxBodyBytes that any request may have */
    public FastPathHandler(
            TurnCall call,
            CallAdmission admission,
            RequestEdge edge,
            ClientAddresses addresses,
            ObjectMapper mapper,
            RequestTimes times,
            long maxBodyBytes) {
        this.call = call;
        this.admission = admission;
        this.edge = edge;
        this.addresses = addresses;
        this.mapper = mapper;
        this.reader = mapper.readerFor(SendMessageBody.class);
        this.times = times.route(HttpMethod.POST.asString(), TurnCall.MESSAGES);
        this.mostBytes = Math.min(MOST_BYTES, maxBodyBytes);
    }

    /** Inserts this right in front of the servlets, and behind the handler that measures their calls. */
    public void insertBefore(Handler servlets, Server server) {
        server.getDescendants(InstrumentedEE10Handler.class).stream()
                .filter(handler -> handler.getHandler() == servlets)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing measures the calls"))
                .insertHandler(this);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!FastPathRequest.mayBe(request, mostBytes)) {
            return super.handle(request, response, callback);
        }
        BufferedRequest buffered = BufferedRequest.of(request);
        Optional<TurnCall.Message> message =
                buffered.whole().flatMap(body -> FastPathRequest.read(request, body, reader));
        if (message.isEmpty()) {
            return super.handle(buffered, response, callback);
        }
        serve(message.get(), request, response, callback);
        return true;
    }

    private void serve(TurnCall.Message message, Request request, Response response, Callback callback)
            throws IOException {
        HttpFields asked = request.getHeaders();
        HttpFields.Mutable headers = response.getHeaders();
        String path = request.getHttpURI().getPath();
        RequestLine line = edge.enter(asked::get, request.getMethod(), path, headers::put, headers::add);
        try {
            byte[] body = mapper.writeValueAsBytes(answer(message, request, path, response));
            headers.put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
        } finally {
            edge.leave(line);
            times.record(response.getStatus(), line.age());
            line.log(times, response.getStatus());
        }
    }

    /** The body to write, with status and headers set: the exchange, or a problem. */
    private Object answer(TurnCall.Message message, Request request, String path, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        try {
            Caller caller =
                    admission.admit(request.getHeaders()::getValuesList, () -> addresses.find(request), headers::put);
            TurnCall.Created created = call.await(call.send(caller.user(), message));
            response.setStatus(created.status());
            headers.put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_JSON);
            created.headers().forEach(headers::put);
            return created.json();
        } catch (RuntimeException | Error failure) {
            var problem = ProblemMapper.toResponse(failure, path);
            response.setStatus(problem.getStatus());
            problem.getStringHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            return problem.getEntity();
        }
    }
}

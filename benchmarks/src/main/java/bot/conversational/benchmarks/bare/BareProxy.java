package bot.conversational.benchmarks.bare;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /proxy} hands a question to the model and gives back what it said, unread. */
final class BareProxy extends Handler.Abstract {

    private final HttpClient http;
    private final URI model;

    BareProxy(int port, Executor threads) {
        http = HttpClient.newBuilder().executor(threads).build();
        model = URI.create("http://127.0.0.1:" + port + "/v1/chat/completions");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHttpURI().getPath().equals("/proxy")) {
            return false;
        }
        ByteBuffer question = Content.Source.asByteBuffer(request);
        byte[] bytes = new byte[question.remaining()];
        question.get(bytes);
        HttpRequest ask = HttpRequest.newBuilder(model)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        byte[] answer = http.send(ask, HttpResponse.BodyHandlers.ofByteArray()).body();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length);
        response.write(true, ByteBuffer.wrap(answer), callback);
        return true;
    }
}

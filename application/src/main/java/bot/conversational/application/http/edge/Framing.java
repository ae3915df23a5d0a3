package bot.conversational.application.http.edge;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests that a proxy in front may see another end of than the web server does, and closes their connections:
 * HTTP/1.0 has no transfer codings, and no coding but {@code chunked} tells where a body ends.
 */
public final class Framing extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        if (!headers.contains(HttpHeader.TRANSFER_ENCODING) || isChunked(request, headers)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean isChunked(Request request, HttpFields headers) {
        return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0
                && HttpHeaderValue.CHUNKED.is(headers.get(HttpHeader.TRANSFER_ENCODING));
    }
}

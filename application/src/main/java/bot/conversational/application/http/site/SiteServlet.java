package bot.conversational.application.http.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends files. Browsers ask for a file with a version in its path once, and for a page each time. */
final class SiteServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final transient Source source;

    SiteServlet(Source source) {
        this.source = source;
    }

    /** Where the file for a path comes from. */
    @FunctionalInterface
    interface Source {

        /** @param path behind that of the servlet, without a slash in front */
        Optional<Found> find(String path);
    }

    /**
     * A file, and how it is to be sent.
     *
     * @param versioned whether its path tells its content
     */
    record Found(SiteFile file, boolean versioned, Map<String, String> headers) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        Optional<Found> found = source.find(path);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        send(found.get(), request, response);
    }

    private static void send(Found found, HttpServletRequest request, HttpServletResponse response) throws IOException {
        SiteFile file = found.file();
        found.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", found.versioned() ? FOR_EVER : ASK_AGAIN);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", file.tag());
        if (isKnown(file.tag(), request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean gzip = takesGzip(request.getHeader("Accept-Encoding"));
        byte[] body = gzip ? file.compressed() : file.bytes();
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean isKnown(String tag, @org.jspecify.annotations.Nullable String asked) {
        return asked != null && (asked.equals("*") || asked.contains(tag));
    }

    private static boolean takesGzip(@org.jspecify.annotations.Nullable String accepted) {
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?! *; *q=0(\\.0*)?( *,|$)).*");
    }
}

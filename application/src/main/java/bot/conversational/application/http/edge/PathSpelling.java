package bot.conversational.application.http.edge;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads letters, digits and the like in a path as themselves, however they are spelt (RFC 3986, 6.2.2.2). */
@PreMatching
@Priority(1) // before what looks at the path
public final class PathSpelling implements ContainerRequestFilter {

    /** The unreserved characters: {@code A-Z a-z 0-9 - . _ ~}. */
    private static final Pattern ENCODED =
            Pattern.compile("%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|5[Ff]|6[1-9A-Fa-f]|7[0-9Aa]|7[Ee])");

    private static final int HEX = 16;

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (path.indexOf('%') >= 0) {
            String plain = plain(path);
            if (!plain.equals(path)) {
                request.setRequestUri(UriBuilder.fromUri(uri).replacePath(plain).build());
            }
        }
    }

    static String plain(String path) {
        return ENCODED.matcher(path)
                .replaceAll(encoded ->
                        Matcher.quoteReplacement(Character.toString(Integer.parseInt(encoded.group(1), HEX))));
    }
}

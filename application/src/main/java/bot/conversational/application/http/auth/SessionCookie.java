package bot.conversational.application.http.auth;

import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that pages of the service's own origin are let in by, so that no script of theirs ever has the token. A
 * page of another origin cannot make a browser send it with a call that changes anything: {@code SameSite}, and the
 * {@code Origin} of each such call.
 */
public final class SessionCookie {

    /** Browsers take a cookie of this name only with {@code Secure}, for the whole host and from that host alone. */
    private static final String SECURE = "__Host-session";

    /** Without TLS, which only this machine may be without. */
    private static final String PLAIN = "session";

    private SessionCookie() {}

    /**
     * Makes sure that a call that wants the cookie may have it.
     *
     * @return how its page came to the browser
     * @throws DomainException.Forbidden when the call comes from a page of another origin, or from none
     * @throws DomainException.Invalid when the page came over plain HTTP from another machine
     */
    public static PageOrigin.Kind requireOwnPage(HeaderValues headers) {
        PageOrigin.Kind kind = origin(headers);
        if (kind == PageOrigin.Kind.OPEN) {
            throw new DomainException.Invalid("cookie", "needs an address with https, or localhost");
        }
        return kind;
    }

    /** What sets it in the browser whose page logs in, and throws as {@link #requireOwnPage} does. */
    public static String holding(String token, Duration age, HeaderValues headers) {
        PageOrigin.Kind kind = requireOwnPage(headers);
        return cookie(kind == PageOrigin.Kind.SECURE ? SECURE : PLAIN, token, age.toSeconds());
    }

    /** What removes it; empty when the call does not have it. */
    public static List<String> removing(HeaderValues headers) {
        return Arrays.asList(SECURE, PLAIN).stream()
                .filter(name -> value(name, headers).isPresent())
                .map(name -> cookie(name, "", 0))
                .toList();
    }

    /**
     * The headers of a call, with the token of its cookie where tokens are. One that has a token is let in by that.
     *
     * @throws DomainException.Forbidden when a call by cookie changes something and is not from a page of this origin
     */
    static HeaderValues asToken(String method, HeaderValues headers) {
        if (!headers.of(HttpHeaders.AUTHORIZATION).isEmpty()) {
            return headers;
        }
        Optional<String> token = value(SECURE, headers).or(() -> value(PLAIN, headers));
        if (token.isEmpty()) {
            return headers;
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            origin(headers);
        }
        List<String> shown = List.of(CallAdmission.SCHEME + " " + token.get());
        return name -> name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? shown : headers.of(name);
    }

    private static PageOrigin.Kind origin(HeaderValues headers) {
        return PageOrigin.own(headers)
                .orElseThrow(() -> new DomainException.Forbidden(
                        "A call by cookie needs an Origin, which must be that of this service."));
    }

    private static String cookie(String name, String value, long seconds) {
        return name + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (name.equals(SECURE) ? "; Secure" : "");
    }

    private static Optional<String> value(String name, HeaderValues headers) {
        return headers.of(HttpHeaders.COOKIE).stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}

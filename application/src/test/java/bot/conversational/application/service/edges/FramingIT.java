package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose end a proxy may see elsewhere than the service, and such that are none: a 400, and no more of them. */
class FramingIT {

    private static final String POST =
            "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    /** Would be answered if the connection stayed open, or if the service saw another end. */
    private static final String NEXT = "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final RawHttp raw = new RawHttp(Deployment.sharedNode().port());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            longer than 64 bits     | fffffffffffffffff\\r\\n{}\\r\\n0\\r\\n\\r\\n
            64 bits                 | ffffffffffffffff\\r\\n{}\\r\\n0\\r\\n\\r\\n
            63 bits                 | 7fffffffffffffff\\r\\n{}\\r\\n0\\r\\n\\r\\n
            33 bits                 | 100000000\\r\\n{}\\r\\n0\\r\\n\\r\\n
            negative                | -2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            signed                  | +2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            with 0x                 | 0x2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            behind a space          | ` 2\\r\\n{}\\r\\n0\\r\\n\\r\\n`
            none                    | \\r\\n{}\\r\\n0\\r\\n\\r\\n
            ends in LF              | 2\\n{}\\r\\n0\\r\\n\\r\\n
            data that ends in LF    | 2\\r\\n{}\\n0\\r\\n\\r\\n
            data that does not end  | 2\\r\\n{}XX0\\r\\n\\r\\n
            last one ends in LF     | 2\\r\\n{}\\r\\n0\\n\\r\\n
            trailer that ends in LF | 2\\r\\n{}\\r\\n0\\r\\nX: y\\n\\n
            """)
    void badChunkShouldBeRefused(String what, String body) throws IOException {
        assertRefused(POST + "Transfer-Encoding: chunked\r\n\r\n" + unescaped(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP/0.9                      | GET /api/v1/models\\r\\n\\r\\n
            HTTP/1.2                      | GET /api/v1/models HTTP/1.2\\r\\nHost: localhost\\r\\n\\r\\n
            HTTP/2.0                      | GET /api/v1/models HTTP/2.0\\r\\nHost: localhost\\r\\n\\r\\n
            LF behind a header            | GET /api/v1/models HTTP/1.1\\r\\nHost: localhost\\nA: b\\r\\n\\r\\n
            LF behind the request line    | GET /api/v1/models HTTP/1.1\\nHost: localhost\\r\\n\\r\\n
            LF everywhere                 | GET /api/v1/models HTTP/1.1\\nHost: localhost\\n\\n
            LF behind the headers         | GET /api/v1/models HTTP/1.1\\r\\nHost: localhost\\r\\n\\n
            HTTP/1.0 with a coding        | POST /api/v1/users HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            the same, kept alive          | POST /api/v1/users HTTP/1.0\\r\\nConnection: keep-alive\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            another coding before chunked | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            an unknown coding             | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n
            two lengths                   | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\n{}
            a length and a coding         | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
            a negative length             | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -2\\r\\n\\r\\n{}
            a length beyond 64 bits       | POST /api/v1/users HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n{}
            """)
    void requestWithoutAClearEndShouldBeRefused(String what, String request) throws IOException {
        assertRefused(unescaped(request));
    }

    @Test
    void otherRequestsShouldBeServedAsBefore() throws IOException {
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n";
        assertThat(raw.send(chunked + NEXT)).matches("(?s)HTTP/1.1 422 .*HTTP/1.1 401 .*");
        assertThat(raw.send("GET /api/v1/models HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 401 ");
    }

    private void assertRefused(String request) throws IOException {
        assertThat(raw.send(request + NEXT))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}

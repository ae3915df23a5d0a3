package bot.conversational.application.service.edges;

import static bot.conversational.application.service.edges.ProblemAssertions.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every call that takes a body, with bodies that are compressed, or only say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyCodingIT {

    private final Api anybody = Deployment.sharedNode().api();
    private final OwnedResources owner = OwnedResources.of(anybody);

    @TestFactory
    Stream<DynamicTest> bodyThatIsNotWhatItSaysShouldBeRefused() {
        return Route.ALL.stream()
                .filter(route -> route.body().isPresent())
                .map(route -> dynamicTest(route.name(), () -> {
                    for (Map.Entry<String, byte[]> bad :
                            notGzip(owner.body(route)).entrySet()) {
                        assertThat(send(route, "gzip", bad.getValue()).status())
                                .as(bad.getKey())
                                .isEqualTo(400);
                    }
                }));
    }

    private static Map<String, byte[]> notGzip(String good) throws IOException {
        byte[] plain = good.getBytes(StandardCharsets.UTF_8);
        byte[] gzip = gzip(plain);
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("plain", plain);
        bad.put("one byte", new byte[] {0x1f});
        bad.put("only its first bytes", new byte[] {0x1f, (byte) 0x8b});
        bad.put("cut in the header", Arrays.copyOf(gzip, 9));
        bad.put("cut in the middle", Arrays.copyOf(gzip, gzip.length / 2));
        bad.put("cut before its checksum", Arrays.copyOf(gzip, gzip.length - 8));
        bad.put("another method", changed(gzip, 2));
        bad.put("changed data", changed(gzip, 10));
        bad.put("another checksum", changed(gzip, gzip.length - 8));
        bad.put("another length", changed(gzip, gzip.length - 1));
        return bad;
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 0x7f;
        return changed;
    }

    @TestFactory
    Stream<DynamicTest> unknownCodingShouldBeRefused() {
        return Route.ALL.stream()
                .filter(route -> route.body().isPresent())
                .map(route -> dynamicTest(route.name(), () -> {
                    byte[] body = owner.body(route).getBytes(StandardCharsets.UTF_8);
                    for (String coding :
                            List.of("deflate", "br", "zstd", "compress", "gzip, gzip", "identity, br", "x")) {
                        Api.Answer answer = send(route, coding, body);
                        assertStatus(answer, 415);
                        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> compressedBodyShouldBeAsGoodAsAnyOther() {
        return Route.ALL.stream()
                .filter(route -> route.body().isPresent())
                .map(route -> dynamicTest(route.name(), () -> {
                    OwnedResources mine = OwnedResources.of(anybody);
                    byte[] body = gzip(mine.body(route).getBytes(StandardCharsets.UTF_8));
                    Api api =
                            mine.api().with("Content-Type", route.contentType()).with("Content-Encoding", "gzip");
                    Api.Answer answer = Api.patiently(
                            () -> api.send(route.method(), mine.path(route), BodyPublishers.ofByteArray(body)));
                    assertStatus(answer, route.owner());
                }));
    }

    @TestFactory
    Stream<DynamicTest> bodyThatGrowsTooLargeShouldBeRefused() {
        return Route.ALL.stream()
                .filter(Route::takesJson)
                .map(route -> dynamicTest(route.name(), () -> {
                    byte[] spaces = new byte[4 * 1024 * 1024];
                    Arrays.fill(spaces, (byte) ' ');
                    assertStatus(send(route, "gzip", gzip(spaces)), 413);
                }));
    }

    private Api.Answer send(Route route, String coding, byte[] body) {
        Api api = owner.api().with("Content-Type", route.contentType()).with("Content-Encoding", coding);
        return Api.patiently(() -> api.send(route.method(), owner.path(route), BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}

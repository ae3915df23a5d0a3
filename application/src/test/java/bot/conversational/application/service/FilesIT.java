package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users upload comes back to them, and to nobody else, as long as a message names it. */
class FilesIT {

    private static final String FILES = "/api/v1/files";
    private static final String BYTES = "application/octet-stream";
    private static final int MOST = 20 * 1024 * 1024;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Node node = Deployment.sharedNode();
    private final Api ada = node.api().asNewUser();

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static byte[] png() {
        byte[] bytes = random(100);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, bytes, 0, 8);
        return bytes;
    }

    private static Api.Answer upload(Api api, String type, BodyPublisher body) {
        return api.with("Content-Type", type).send("POST", FILES, body);
    }

    private static String uploaded(Api api, String type, byte[] bytes) {
        return upload(api, type, BodyPublishers.ofByteArray(bytes))
                .expect(201)
                .json()
                .get("blob")
                .asText();
    }

    private static HttpResponse<InputStream> download(Api api, String blob) {
        return api.open("GET", FILES + "/" + blob, "");
    }

    @Test
    void imageShouldComeBackToBeShown() throws IOException {
        byte[] png = png();
        Api.Answer first = ada.with("Content-Type", "image/png")
                .send("POST", FILES + "?name=gr%C3%B6%C3%9Fe%20*.png", BodyPublishers.ofByteArray(png))
                .expect(201);
        String blob = first.json().get("blob").asText();

        assertThat(first.json().get("mediaType").asText()).isEqualTo("image/png");
        assertThat(first.json().get("size").asInt()).isEqualTo(png.length);
        assertThat(first.json().get("name").asText()).isEqualTo("größe *.png");
        HttpResponse<InputStream> answer = download(ada, blob);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().readAllBytes()).isEqualTo(png);
        Map.of(
                        "Content-Type", "image/png",
                        "Content-Length", String.valueOf(png.length),
                        "Content-Disposition", "inline; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%2A.png",
                        "X-Content-Type-Options", "nosniff",
                        "Cache-Control", "private, no-cache",
                        "ETag", "\"" + blob + "\"")
                .forEach((header, value) ->
                        assertThat(answer.headers().allValues(header)).containsExactly(value));
        Api.Answer known = ada.with("If-None-Match", "\"" + blob + "\"").get(FILES + "/" + blob);
        assertThat(known.expect(304).text()).isEmpty();
        Api.Answer again = upload(ada, "image/png", BodyPublishers.ofByteArray(png));
        assertThat(again.expect(200).json().get("blob").asText()).isEqualTo(blob);
    }

    @Test
    void anyOtherFileShouldComeBackToBeSaved() throws IOException {
        byte[] bytes = random(MOST);
        String blob = uploaded(ada, BYTES, bytes);
        HttpResponse<InputStream> answer = download(ada, blob);
        assertThat(answer.body().readAllBytes()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment");

        String page = uploaded(ada, "text/html; charset=utf-8", "<b>é</b>".getBytes(StandardCharsets.UTF_8));
        Api.Answer text = ada.get(FILES + "/" + page).expect(200);
        assertThat(text.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(text.header("Content-Disposition")).isEqualTo("attachment");
    }

    @Test
    void fileShouldBeItsUsersOnly() {
        String blob = uploaded(ada, BYTES, random(10));

        node.api().asNewUser().get(FILES + "/" + blob).expect(404);
        node.api().get(FILES + "/" + blob).expect(401);
        ada.get(FILES + "/" + blob.toUpperCase(java.util.Locale.ROOT)).expect(404);
        ada.get(FILES + "/nothing").expect(404);
    }

    @Test
    void fileThatIsTooLargeShouldBeRefused() {
        byte[] bytes = random(MOST + 1);

        upload(ada, BYTES, BodyPublishers.ofByteArray(bytes)).expect(413);
        upload(ada, BYTES, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .expect(413);
        assertThat(count("files")).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            image/png,        'GIF89a',  422
            application/pdf,  'PDF',     422
            application/json, '\u00e9',  422
            text/plain,       '\u00e9',  422
            text/plain,       '',        422
            nonsense,         'a',       400
            image/p~ng,       'a',       422
            """)
    void fileThatIsNotOfItsTypeShouldBeRefused(String type, String latin1, int status) {
        upload(ada, type, BodyPublishers.ofByteArray(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                .expect(status);
        assertThat(count("files")).isZero();
    }

    @Test
    void fileWithoutATypeOrWithABadNameShouldBeRefused() {
        ada.send("POST", FILES, BodyPublishers.ofString("a")).expect(415);
        Api text = ada.with("Content-Type", "text/plain");
        for (String name : List.of("", "%20", "a%0Ab", "a".repeat(256))) {
            text.postRaw(FILES + "?name=" + name, "a").expect(422);
        }
        assertThat(count("files")).isZero();
    }

    @Test
    void filesOfAUserShouldHaveALimit() {
        Deployment small = Deployment.fresh(Map.of("FILES_MAX_BYTES_PER_USER", "100"));
        try (Node other = small.startInProcess()) {
            Api bob = other.api().asNewUser();
            byte[] first = random(60);
            String blob = uploaded(bob, BYTES, first);

            Api.Answer refused = upload(bob, BYTES, BodyPublishers.ofByteArray(random(60)));

            assertThat(refused.expect(429).header("Retry-After")).isEqualTo("3600");
            upload(bob, BYTES, BodyPublishers.ofByteArray(first)).expect(200);
            bob.get(FILES + "/" + blob).expect(200);
            uploaded(other.api().asNewUser(), BYTES, random(60));
        }
    }

    /** It is a file without a name while it is received. */
    @Test
    void uploadThatIsCutOffShouldLeaveNothing() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.getOutputStream()
                    .write(("POST " + FILES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                    + ada.header("Authorization") + "\r\nContent-Type: " + BYTES
                                    + "\r\nContent-Length: 1000\r\n\r\nonly this")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(30)).until(() -> uploads() > 0);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> uploads() == 0);
        assertThat(count("files")).isZero();
        assertThat(count("file_chunks")).isZero();
    }

    private static long uploads() throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.filter(FilesIT::isUpload).count();
        }
    }

    private static boolean isUpload(Path open) {
        try {
            return Files.readSymbolicLink(open).getFileName().toString().matches("upload\\d+\\.tmp \\(deleted\\)");
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void fileShouldStayUntilNoMessageNamesIt() {
        String named = uploaded(ada, "image/png", png());
        String unnamed = uploaded(ada, "image/png", png());
        String conversation = ada.newConversation();
        Map<String, Object> look = Map.of(
                "parts",
                List.of(
                        Map.of("type", "text", "text", "What is this?"),
                        Map.of("type", "image", "mediaType", "image/png", "blob", named)));
        ada.post("/api/v1/conversations/" + conversation + "/messages", look).expect(201);

        awaitSweep();
        ada.get(FILES + "/" + unnamed).expect(404);
        ada.get(FILES + "/" + named).expect(200);

        ada.delete("/api/v1/conversations/" + conversation).expect(204);
        awaitSweep();
        ada.get(FILES + "/" + named).expect(404);
        assertThat(count("file_chunks")).isZero();
    }

    /** Lets the user's files be due, and waits until none is. */
    private void awaitSweep() {
        assertThat(sql("update files set seen_at = now() - interval '2 hours' where user_id = '" + id() + "'"
                        + " returning (select count(*) from files)"))
                .isPositive();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sql("select count(*) from files where seen_at < now() - interval '1 hour'"
                                + " and user_id = '" + id() + "'")
                        == 0);
    }

    private String id() {
        return ada.get("/api/v1/users/me").expect(200).json().get("id").asText();
    }

    private long count(String table) {
        return sql("select count(*) from " + table + " where user_id = '" + id() + "'");
    }

    private static long sql(String statement) {
        try (Connection connection = Deployment.shared().connect();
                Statement prepared = connection.createStatement();
                ResultSet row = prepared.executeQuery(statement)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package bot.conversational.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFileTest extends InMemoryStores {

    private static final int ROOM = 3 * FileContent.CHUNK;

    private final UserId user = StoreSamples.newUser(stores());
    private final UploadFile upload = new UploadFile(stores().files(), InstantSource.fixed(StoreSamples.NOON), ROOM);

    private UploadFile.Uploaded upload(String contentType, byte[] bytes) {
        return upload.upload(user, contentType, Optional.empty(), SampleFile.of("any/any", bytes));
    }

    @Test
    void fileShouldBeNamedByItsHash() {
        SampleFile sample = SampleFile.of(FileContent.CHUNK + 1);

        UploadFile.Uploaded uploaded =
                upload.upload(user, "Application/X-Sample; a=b", Optional.of("größe.bin"), sample);

        assertThat(uploaded).isEqualTo(new UploadFile.Uploaded(sample.file(), true));
        assertThat(upload("application/x-sample", sample.bytes()).isNew()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            image/png,  `\u0089PNG\r\n\u001a\n`
            image/jpeg, `\u00ff\u00d8\u00ff\u00e0`
            image/gif,  GIF89a
            image/webp, RIFF....WEBP
            application/pdf, %PDF-1.7
            """)
    void contentShouldBeginAsItsTypeDoes(String mediaType, String bytes) {
        byte[] good = bytes.getBytes(ISO_8859_1);
        assertThat(upload(mediaType, good).file().mediaType()).isEqualTo(mediaType);

        good[2]++;
        assertThatThrownBy(() -> upload(mediaType, good)).isInstanceOf(DomainException.Invalid.class);
        assertThatThrownBy(() -> upload(mediaType, new byte[1])).isInstanceOf(DomainException.Invalid.class);
    }

    /** The character before the end of a chunk has its last byte in the next one. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/csv", "application/json"})
    void textShouldBeUtf8(String mediaType) {
        byte[] good = ("a".repeat(FileContent.CHUNK - 1) + "é").getBytes(UTF_8);
        assertThat(upload(mediaType, good).isNew()).isTrue();

        byte[] cut = java.util.Arrays.copyOf(good, good.length - 1);
        assertThatThrownBy(() -> upload(mediaType, cut)).isInstanceOf(DomainException.Invalid.class);
        assertThatThrownBy(() -> upload(mediaType, "é".getBytes(ISO_8859_1)))
                .isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void anyBytesShouldBeOfAnUnknownType() {
        assertThat(upload("application/octet-stream", new byte[] {(byte) 0xff}).isNew())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "png", "image/", "image/png/x", "image /png", "*/*"})
    void typeShouldBeOne(String contentType) {
        assertThatThrownBy(() -> upload(contentType, new byte[1])).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void nameShouldHave1To255CharactersWithoutControls() {
        SampleFile file = SampleFile.of(1);
        for (String good : new String[] {"a", "😀".repeat(255)}) {
            assertThat(upload.upload(user, "a/b", Optional.of(good), file)
                            .file()
                            .name())
                    .contains(good);
        }
        for (String bad : new String[] {"", " ", "a".repeat(256), "a\nb"}) {
            assertThatThrownBy(() -> upload.upload(user, "a/b", Optional.of(bad), file))
                    .isInstanceOf(DomainException.Invalid.class);
        }
    }

    @Test
    void emptyFileShouldBeRefused() {
        assertThatThrownBy(() -> upload("a/b", new byte[0])).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void fileBeyondTheRoomOfItsUserShouldBeALimit() {
        SampleFile all = SampleFile.of(ROOM);
        assertThat(upload("a/b", all.bytes()).isNew()).isTrue();

        assertThatThrownBy(() -> upload("a/b", new byte[1])).isInstanceOf(DomainException.LimitExceeded.class);
        assertThat(upload("a/b", all.bytes()).isNew()).as("it is there already").isFalse();
    }
}

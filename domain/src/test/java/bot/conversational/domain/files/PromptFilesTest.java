package bot.conversational.domain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Attachment;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptFilesTest extends InMemoryStores {

    private static final int TOKENS = 7;

    private final UserId user = StoreSamples.newUser(stores());
    private final PromptFiles files = new PromptFiles(stores().files(), InstantSource.fixed(StoreSamples.NOON));

    private SampleFile stored(int size) {
        SampleFile file = SampleFile.of(size);
        stores().files().put(user, file.file(), file, StoreSamples.NOON.minusSeconds(10), Long.MAX_VALUE);
        return file;
    }

    private static Prompt prompt(Content... messages) {
        return new Prompt(
                "a-model",
                Optional.of("Be brief."),
                Arrays.stream(messages)
                        .map(content -> new Prompt.Line(MessageRole.USER, content, TOKENS))
                        .toList(),
                Sampling.NONE,
                ToolUse.NONE,
                new ResponseFormat.Free(),
                Optional.of(new Verbatim("{}", false, false, 1, new Verbatim.Stamp("x", 1))));
    }

    private static Content shown(SampleFile file) {
        String url = "data:" + file.file().mediaType() + ";base64,"
                + Base64.getEncoder().encodeToString(file.bytes());
        return Content.of(List.of(
                new Part.Text("Look!"),
                new Attachment(
                        Attachment.Kind.FILE,
                        file.file().mediaType(),
                        file.file().name(),
                        new Part.Origin.Url(url))));
    }

    @Test
    void resolveShouldShowTheBytesOfEachFile() {
        SampleFile one = stored(1);
        SampleFile other = stored(FileContent.CHUNK + 1);

        Prompt resolved = files.resolve(user, prompt(one.named(), Content.of("And?"), other.named()));

        assertThat(resolved).isEqualTo(prompt(shown(one), Content.of("And?"), shown(other)));
    }

    @Test
    void resolveShouldLeaveAPromptWithoutFilesAlone() {
        Prompt prompt = prompt(Content.of("Hello?"), shown(SampleFile.of(1)));

        assertThat(files.resolve(user, prompt)).isSameAs(prompt);
    }

    @Test
    void resolveShouldNotFindWhatAnotherUserHas() {
        SampleFile file = stored(1);
        UserId other = StoreSamples.newUser(stores());

        assertThatThrownBy(() -> files.resolve(other, prompt(file.named())))
                .isInstanceOf(DomainException.NotFound.class);
    }

    @Test
    void resolveShouldOnlyNameOlderFilesWhenAllAreTooLarge() {
        SampleFile oldest = stored(1);
        SampleFile older = stored(1);
        SampleFile newest = stored((int) PromptFiles.MOST_BYTES);

        Prompt resolved = files.resolve(user, prompt(oldest.named(), older.named(), newest.named()));

        Content named = Content.of("Look![file größe.bin is too large to be shown again]");
        assertThat(resolved).isEqualTo(prompt(named, named, shown(newest)));
    }

    @Test
    void checkShouldKeepTheFilesOfAQuestion() {
        SampleFile file = stored(1);

        files.check(user, file.named());
        files.check(user, Content.of("Hello?"));

        stores().files().sweep(StoreSamples.NOON, StoreSamples.NOON);
        assertThat(stores().files().find(user, file.blob())).isPresent();
        stores().files().sweep(StoreSamples.NOON.plus(Duration.ofMillis(1)), StoreSamples.NOON);
        assertThat(stores().files().find(user, file.blob())).isEmpty();
    }

    @Test
    void checkShouldRefuseAFileThatTheUserDoesNotHave() {
        SampleFile file = stored(1);
        UserId other = StoreSamples.newUser(stores());

        assertInvalid(user, SampleFile.of(1).named());
        assertInvalid(other, file.named());
    }

    @Test
    void checkShouldRefuseAnImageOfAnotherTypeThanItsFile() {
        SampleFile file = stored(1);

        assertInvalid(user, image("image/png", file));
        files.check(user, image(file.file().mediaType(), file));
    }

    @Test
    void checkShouldRefuseFilesThatAreTooLargeTogether() {
        SampleFile large = stored((int) PromptFiles.MOST_BYTES);
        SampleFile small = stored(1);

        files.check(user, large.named());
        assertInvalid(
                user,
                Content.of(List.of(
                        large.named().parts().getLast(), small.named().parts().getLast())));
    }

    private static Content image(String mediaType, SampleFile file) {
        return Content.of(List.of(new Attachment(Attachment.Kind.IMAGE, mediaType, Optional.empty(), file.blob())));
    }

    private void assertInvalid(UserId asking, Content question) {
        assertThatThrownBy(() -> files.check(asking, question)).isInstanceOf(DomainException.Invalid.class);
    }
}

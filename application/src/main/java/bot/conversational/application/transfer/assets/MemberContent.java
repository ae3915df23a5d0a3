package bot.conversational.application.transfer.assets;

import bot.conversational.domain.files.FileContent;
import java.util.Arrays;

/** A member of an archive that was unpacked: no larger than an uploaded file may be. */
record MemberContent(byte[] bytes) implements FileContent {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] chunk(int n) {
        return Arrays.copyOfRange(bytes, n * CHUNK, Math.min(bytes.length, (n + 1) * CHUNK));
    }
}

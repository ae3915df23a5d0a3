package bot.conversational.application.http.body;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body that comes compressed, within the limit that it would have without that. */
final class InflatedBody extends GZIPInputStream {

    private final BodyLimit limit;
    private final BodyBudget.Claim claim;
    private long inflated;

    private InflatedBody(BoundedBody body, BodyLimit limit, BodyBudget.Claim claim) throws IOException {
        super(body);
        this.limit = limit;
        this.claim = claim;
    }

    /** @throws ZipException when it is not compressed at all */
    static InflatedBody of(BoundedBody body, BodyLimit limit, BodyBudget.Claim claim) throws IOException {
        try {
            return new InflatedBody(body, limit, claim);
        } catch (EOFException cut) {
            throw endsEarly();
        }
    }

    /** @throws ZipException when it ends too early, or is not what its checksum says */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, offset, length);
        } catch (EOFException cut) {
            throw endsEarly();
        }
        inflated += Math.max(0, read);
        if (inflated > limit.bytes()) {
            throw BodyLimitFilter.tooLarge();
        }
        claim.ensure(Math.min(inflated, limit.kept()));
        return read;
    }

    private static ZipException endsEarly() {
        return new ZipException("The body ends too early.");
    }
}

package bot.conversational.adapters.llm.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** The bytes of a case, ended, marked and packed as it wants. */
final class WireBytes {

    private static final Pattern RAW = Pattern.compile("<([0-9A-F]{2})>");

    private WireBytes() {}

    static byte[] of(WireCase it) {
        String body = it.has("bom") ? "\uFEFF" + it.body() : it.body();
        String ended = it.has("crlf") ? body.replace("\n", "\r\n") : it.has("cr") ? body.replace('\n', '\r') : body;
        String whole = it.has("no-end") ? ended.stripTrailing() : ended;
        byte[] plain = it.has("raw-bytes") ? raw(whole) : whole.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] packed = packed(it, plain);
            return it.has("half") ? Arrays.copyOf(packed, packed.length / 2) : packed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] raw(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher raw = RAW.matcher(body);
        int from = 0;
        while (raw.find()) {
            bytes.writeBytes(body.substring(from, raw.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(raw.group(1), 16));
            from = raw.end();
        }
        bytes.writeBytes(body.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] packed(WireCase it, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing(it, bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static OutputStream packing(WireCase it, OutputStream out) throws IOException {
        if (it.has("gzip")) {
            return new GZIPOutputStream(out);
        }
        if (it.has("deflate")) {
            return new DeflaterOutputStream(out);
        }
        return it.has("raw-deflate")
                ? new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))
                : out;
    }
}

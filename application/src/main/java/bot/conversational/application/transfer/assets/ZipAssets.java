package bot.conversational.application.transfer.assets;

import bot.conversational.application.transfer.format.Assets;
import bot.conversational.application.transfer.format.NamedFile;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.MediaTypes;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.llm.parts.ImageTypes;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Text;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * The files in a zip that messages name by an id: a member whose name begins with the id, or the one of an opaque name that
 * a list in the zip tells the real name of.
 */
public final class ZipAssets implements Assets {

    /** Opens a member within all limits. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(ZipEntry member) throws IOException;
    }

    /** {@code {"opaque name of a member": "real name"}}. */
    private static final String NAMES = "conversation_asset_file_names.json";

    private static final int LONGEST_NAME = 255;

    /** Of what models take as files. */
    private static final String PDF = "application/pdf";

    /** Of an export of ours: what an account had is taken back. */
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern ID = Pattern.compile("(file[-_][A-Za-z0-9]+).*", Pattern.DOTALL);
    private static final List<String> IMAGES = List.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Opener opener;
    private final FileTaker taker;
    private final Map<String, ZipEntry> byId = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    public ZipAssets(List<? extends ZipEntry> members, Opener opener, FileTaker taker) throws IOException {
        this.opener = opener;
        this.taker = taker;
        List<ZipEntry> lists = new ArrayList<>();
        for (ZipEntry member : members) {
            String name = base(member.getName());
            if (name.equals(NAMES)) {
                lists.add(member);
            } else if (!member.isDirectory() && !name.isEmpty()) {
                byId.putIfAbsent(id(name), member);
                byId.putIfAbsent(stem(name), member);
                byId.putIfAbsent(name, member);
            }
        }
        for (ZipEntry list : lists) {
            readNames(list);
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static String id(String name) {
        Matcher id = ID.matcher(name);
        return id.matches() ? id.group(1) : stem(name);
    }

    /**
     * A list that is damaged, or no list, names as much as can be read of it. What it says of files that are not in the
     * archive is not remembered.
     */
    private void readNames(ZipEntry member) throws IOException {
        try (InputStream in = opener.open(member);
                JsonParser json = new JsonFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = base(json.currentName());
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    json.skipChildren();
                } else if (byId.containsKey(name)) {
                    names.put(name, Text.cut(base(json.getText()), LONGEST_NAME));
                }
            }
        } catch (JsonProcessingException | ZipException damaged) {
            return;
        }
    }

    /** How many real names are remembered. */
    public int names() {
        return names.size();
    }

    @Override
    public Optional<Part.Attachment> find(NamedFile named) {
        ZipEntry member = Stream.of(named.id(), base(named.id()), stem(base(named.id())), id(base(named.id())))
                .flatMap(id -> Stream.ofNullable(byId.get(id)))
                .findFirst()
                .orElse(null);
        if (member == null || member.getSize() > UploadFile.MOST_BYTES) {
            return Optional.empty();
        }
        String name = name(named, base(member.getName()));
        return content(member)
                .filter(content -> content.size() > 0)
                .flatMap(content ->
                        type(named, name, content).flatMap(type -> taker.take(member.getName(), type, name, content)))
                .map(file -> new Part.Attachment(
                        ImageTypes.isKnown(file.mediaType()) ? Part.Attachment.Kind.IMAGE : Part.Attachment.Kind.FILE,
                        file.mediaType(),
                        Optional.of(name),
                        file.blob()));
    }

    private String name(NamedFile named, String member) {
        String known = named.name()
                .or(() -> Stream.of(member, stem(member), id(member))
                        .flatMap(key -> Stream.ofNullable(names.get(key)))
                        .findFirst())
                .orElse(member);
        String kept = known.replaceAll("[\\p{C}\\uFDD0-\\uFDD2]", "_").strip();
        return kept.isEmpty() ? "file" : Text.cut(kept, LONGEST_NAME);
    }

    /** What the bytes are, else what they are said to be, if models take it. */
    private static Optional<String> type(NamedFile named, String name, FileContent content) {
        byte[] first = content.chunk(0);
        Optional<String> image =
                IMAGES.stream().filter(type -> ImageTypes.is(type, first)).findFirst();
        return image.or(() -> named.mediaType()
                .flatMap(MediaTypes::parse)
                .or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(name.toLowerCase(Locale.ROOT))))
                .filter(type -> BLOB.matcher(named.id()).matches() || type.equals(PDF) || type.startsWith("text/")));
    }

    /** Empty for one that is damaged. */
    private Optional<FileContent> content(ZipEntry member) {
        try (InputStream in = opener.open(member)) {
            byte[] bytes = in.readNBytes((int) UploadFile.MOST_BYTES + 1);
            return bytes.length > UploadFile.MOST_BYTES ? Optional.empty() : Optional.of(new MemberContent(bytes));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}

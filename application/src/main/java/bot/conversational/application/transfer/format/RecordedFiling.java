package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.application.transfer.report.ImportReport.Note;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.transfer.ImportedConversation.ImportedFiling;
import bot.conversational.domain.transfer.ImportedFolder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the conversations of one file of ours are kept. Lines of folders come before the conversations in them; a
 * conversation whose folder has no line names it itself.
 */
public final class RecordedFiling {

    /** Lines that are remembered: more than an account can have. */
    private static final int MOST_LINES = 1_000;

    /** Ids of folders that are remembered: ours have 36 characters. */
    private static final int LONGEST_ID = 200;

    private record Line(ImportedFolder folder, Optional<String> parentId) {}

    private final ImportReport report;
    private final Map<String, Line> lines = new HashMap<>();

    public RecordedFiling(ImportReport report) {
        this.report = report;
    }

    /** Whether an element of ours is the line of a folder. */
    public static boolean isFolder(JsonNode element) {
        return element.path("folder").isObject();
    }

    /** Remembers a line of a folder. */
    public void add(JsonNode element) {
        JsonNode line = element.path("folder");
        Optional<String> id = id(line.path("id"));
        if (id.isPresent() && lines.size() < MOST_LINES) {
            folder(line, Optional.empty())
                    .ifPresent(it -> lines.put(id.get(), new Line(it, id(line.path("parentId")))));
        }
    }

    private static Optional<String> id(JsonNode recorded) {
        return Recorded.text(recorded).filter(id -> id.length() <= LONGEST_ID);
    }

    ImportedFiling of(JsonNode conversation) {
        JsonNode named = conversation.path("folder");
        Optional<String> id = Recorded.text(conversation.path("folderId")).or(() -> Recorded.text(named.path("id")));
        Optional<ImportedFolder> folder = id.flatMap(this::ofLine).or(() -> ofName(named));
        if (folder.isEmpty() && (id.isPresent() || named.isObject())) {
            report.note(Note.MISSING_FOLDER);
        }
        return new ImportedFiling(folder, tags(conversation.path("tags")));
    }

    /** One that says it is deeper than in a folder at the top is in the one right above it. */
    private Optional<ImportedFolder> ofLine(String id) {
        return Optional.ofNullable(lines.get(id)).map(line -> {
            ImportedFolder folder = line.folder();
            Optional<ImportedFolder> parent = line.parentId()
                    .flatMap(above -> Optional.ofNullable(lines.get(above)))
                    .map(Line::folder);
            return new ImportedFolder(folder.name(), parent, folder.position(), folder.systemPrompt());
        });
    }

    private Optional<ImportedFolder> ofName(JsonNode named) {
        Optional<ImportedFolder> parent = name(named.path("parentName"))
                .map(name -> new ImportedFolder(name, Optional.empty(), Optional.empty(), Optional.empty()));
        return folder(named, parent);
    }

    private Optional<ImportedFolder> folder(JsonNode json, Optional<ImportedFolder> parent) {
        JsonNode given = json.path("position");
        Optional<Integer> position = given.canConvertToInt() && given.isIntegralNumber()
                ? Optional.of(given.intValue()).filter(it -> it >= 0 && it <= FolderSettings.MAX_POSITION)
                : Optional.empty();
        Optional<String> prompt = Recorded.text(json.path("systemPrompt"))
                .map(text -> Text.cut(KeepableText.of(text, report), FolderSettings.MAX_SYSTEM_PROMPT))
                .filter(RecordedFiling::isVisible);
        return name(json.path("name")).map(name -> new ImportedFolder(name, parent, position, prompt));
    }

    private Optional<String> name(JsonNode name) {
        return Recorded.text(name)
                .map(text -> Text.cut(Text.asLine(KeepableText.of(text, report)), FolderSettings.MAX_NAME))
                .filter(RecordedFiling::isVisible);
    }

    private static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Text::isVisible);
    }

    private Tags tags(JsonNode recorded) {
        Map<String, Tag> tags = new LinkedHashMap<>();
        for (JsonNode one : recorded) {
            Optional<Tag> tag = tag(one);
            if (tag.isEmpty()
                    || (tags.size() == Tags.MOST && !tags.containsKey(tag.get().key()))) {
                report.note(Note.DROPPED_TAG);
            } else {
                tags.putIfAbsent(tag.get().key(), tag.get());
            }
        }
        return new Tags(List.copyOf(tags.values()));
    }

    private static Optional<Tag> tag(JsonNode recorded) {
        try {
            return Recorded.text(recorded).map(Tag::new);
        } catch (DomainException.Invalid | DomainException.Malformed none) {
            return Optional.empty();
        }
    }
}

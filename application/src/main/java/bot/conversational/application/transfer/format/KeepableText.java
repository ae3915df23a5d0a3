package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.application.transfer.report.ImportReport.Note;
import bot.conversational.domain.shared.Text;
import java.util.regex.Pattern;

/** Texts of recordings as they can be stored. */
final class KeepableText {

    private static final int LONGEST = 100_000;

    /** Around tokens of citations that no reader sees. */
    private static final Pattern CITATIONS = Pattern.compile("\uE200[^\uE201]*\uE201|[\uE200-\uE202]");

    private KeepableText() {}

    /** Without NULs, with U+FFFD in place of halves of pairs, and not too long. */
    static String of(String text, ImportReport report) {
        String kept = keepable(text);
        if (!kept.equals(text)) {
            report.note(Note.REPLACED);
        }
        String cut = Text.cut(kept, LONGEST);
        if (cut.length() < kept.length()) {
            report.note(Note.CUT);
        }
        return cut;
    }

    /** The same without marks around citations. */
    static String withoutCitations(String text, ImportReport report) {
        return of(text.indexOf('\uE200') < 0 ? text : CITATIONS.matcher(text).replaceAll(""), report);
    }

    private static String keepable(String text) {
        if (text.chars().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE)) {
            return text;
        }
        return text.codePoints()
                .filter(point -> point != 0)
                .map(point -> isUnkeepable(point) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Halves of pairs, and what marks parts within our own logs. */
    private static boolean isUnkeepable(int point) {
        return (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point >= 0xFDD0 && point <= 0xFDD2);
    }
}

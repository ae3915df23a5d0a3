package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.application.transfer.report.ImportReport.Note;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;

/** Texts of recordings as they can be stored. */
final class KeepableText {

    private static final int LONGEST = 100_000;

    /** Marks around tokens of citations that no reader sees: what begins one, ends one, and parts them. */
    private static final char BEGIN = '\uE200';

    private static final char END = '\uE201';
    private static final char BETWEEN = '\uE202';

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

    /** A content whose texts are not too long together: they are cut where one would be. */
    static Content content(List<Part> parts, ImportReport report) {
        List<Part> kept = new ArrayList<>();
        int left = LONGEST;
        boolean isCut = false;
        for (Part part : parts) {
            if (part instanceof Part.Text(String text)) {
                String cut = Text.cut(text, left);
                left -= cut.codePointCount(0, cut.length());
                isCut |= cut.length() < text.length();
                kept.add(new Part.Text(cut));
            } else {
                kept.add(part);
            }
        }
        if (isCut) {
            report.note(Note.CUT);
        }
        return Content.of(kept);
    }

    /** {@link #of} without marks around citations. */
    static String withoutCitations(String text, ImportReport report) {
        return of(text.indexOf(BEGIN) < 0 ? text : stripped(text), report);
    }

    /** In one pass: a pattern would look for the end of each mark that has none through all of the text. */
    private static String stripped(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int lastEnd = text.lastIndexOf(END);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == BEGIN && at < lastEnd) {
                at = text.indexOf(END, at);
            } else if (c < BEGIN || c > BETWEEN) {
                kept.append(c);
            }
            at++;
        }
        return kept.toString();
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

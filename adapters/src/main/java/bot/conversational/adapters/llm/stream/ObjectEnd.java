package bot.conversational.adapters.llm.stream;

/** Sees where a JSON object ends that comes in pieces. For one thread. */
final class ObjectEnd {

    private int depth;
    private boolean began;
    private boolean inString;
    private boolean escaped;

    void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            add(piece.charAt(i));
        }
    }

    /** Whether all that was opened is closed. */
    boolean isReached() {
        return began && depth <= 0;
    }

    private void add(char c) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = c == '\\';
            inString = c != '"';
        } else {
            switch (c) {
                case '"' -> inString = true;
                case '{', '[' -> {
                    began = true;
                    depth++;
                }
                case '}', ']' -> depth--;
                default -> {
                    // Neither opens nor closes.
                }
            }
        }
    }
}

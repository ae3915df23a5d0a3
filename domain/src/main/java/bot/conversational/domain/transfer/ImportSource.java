package bot.conversational.domain.transfer;

/** What recorded a conversation. Ids there are told apart by it; its name here is part of ids, and stays. */
public enum ImportSource {

    /** JSON lines by anybody: the ids of lines name no product. */
    LINES(""),
    CHATGPT("chatgpt"),
    CLAUDE("claude"),
    /** This service, by an export of an account or of a conversation. */
    EXPORT("conversational-bot");

    private final String name;

    ImportSource(String name) {
        this.name = name;
    }

    /** Empty for lines. */
    String prefix() {
        return name;
    }
}

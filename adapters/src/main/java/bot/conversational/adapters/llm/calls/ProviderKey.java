package bot.conversational.adapters.llm.calls;

/** What a provider knows its customer by. It never prints itself. */
public record ProviderKey(String value) {

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}

package bot.conversational.adapters.llm.calls;

/** The key by which a provider identifies its customer. It never prints itself. */
public record ProviderKey(String value) {

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}

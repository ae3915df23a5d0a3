package bot.conversational.application.http.imports;

/** @param bytes that a file may have which is imported */
public record ImportLimit(long bytes) {}

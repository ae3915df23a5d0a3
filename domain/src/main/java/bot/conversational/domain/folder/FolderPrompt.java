package bot.conversational.domain.folder;

import java.util.Optional;
import java.util.UUID;

/**
 * What a folder tells the models of its conversations.
 *
 * @param revision another one whenever the text changes: by it a turn sees that its context is stale
 * @param text comes before the conversations' own system prompts; empty: nothing
 * @param tokens of the text, by the service's tokenizer
 */
public record FolderPrompt(UUID revision, Optional<String> text, int tokens) {}

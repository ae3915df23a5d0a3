package bot.conversational.application.http.imports;

import bot.conversational.application.scratch.NamedScratchFile;

/**
 * A file that was received.
 *
 * @param name as its sender calls it, without a folder
 */
public record ReceivedImport(NamedScratchFile file, String name) {}

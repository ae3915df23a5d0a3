package bot.conversational.application.http.imports;

import bot.conversational.application.transfer.scratch.ScratchFile;

/**
 * A file that was received.
 *
 * @param name as its sender calls it, without a folder
 */
public record ReceivedImport(ScratchFile file, String name) {}

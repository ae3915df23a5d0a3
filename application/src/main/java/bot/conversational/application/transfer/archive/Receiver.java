package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.domain.transfer.ImportedConversation;
import java.util.function.Consumer;

/**
 * Who gets what is in a file.
 *
 * @param conversations each as soon as it is read
 */
record Receiver(Consumer<ImportedConversation> conversations, FileTaker files, ReadListener listener) {}

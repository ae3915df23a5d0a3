/** The collections that searches are measured by, as files. */
@NullMarked
package bot.conversational.application.cli.collection;

import org.jspecify.annotations.NullMarked;

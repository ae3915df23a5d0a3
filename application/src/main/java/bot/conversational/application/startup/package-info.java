/** What is looked at before a node starts, and the lines for whoever runs it when that will not do. */
@NullMarked
package bot.conversational.application.startup;

import org.jspecify.annotations.NullMarked;

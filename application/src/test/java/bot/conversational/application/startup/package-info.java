@NullMarked
package bot.conversational.application.startup;

import org.jspecify.annotations.NullMarked;

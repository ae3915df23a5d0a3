@NullMarked
package bot.conversational.domain.stores.folders;

import org.jspecify.annotations.NullMarked;

/**
 * What one node has by itself, without asking a server: ids, and the limits that hold while Redis is unavailable.
 */
@NullMarked
package bot.conversational.adapters.local;

import org.jspecify.annotations.NullMarked;

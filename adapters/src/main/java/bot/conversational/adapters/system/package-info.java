/**
 * What the service has without asking a server: ids, the counting of tokens, the limits of one node.
 */
@NullMarked
package bot.conversational.adapters.system;

import org.jspecify.annotations.NullMarked;

/**
 * Load shedding: a node works on a bounded number of calls and refuses the next one at once.
 */
@NullMarked
package bot.conversational.application.http.overload;

import org.jspecify.annotations.NullMarked;

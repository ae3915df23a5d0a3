/**
 * What works around a library's cost, and can go with a version of the library that does not have it. Each class says
 * when to remove it.
 */
@NullMarked
package bot.conversational.application.http.tuning;

import org.jspecify.annotations.NullMarked;

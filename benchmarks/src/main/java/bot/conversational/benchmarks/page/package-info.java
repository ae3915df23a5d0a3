/** What the page costs in a browser. */
@NullMarked
package bot.conversational.benchmarks.page;

import org.jspecify.annotations.NullMarked;

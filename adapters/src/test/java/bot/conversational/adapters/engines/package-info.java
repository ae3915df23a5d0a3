/**
 * Real PostgreSQL, Redis and Elasticsearch for tests: {@link bot.conversational.adapters.engines.Engines} finds or starts
 * each on first use. They are shared by all tests of a build, so a test brings its own users, keys and index prefix and
 * never empties anything.
 */
@NullMarked
package bot.conversational.adapters.engines;

import org.jspecify.annotations.NullMarked;

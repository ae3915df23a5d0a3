/**
 * What exports look like: JSON of this service's own form, which imports read, and Markdown, which people read.
 */
@NullMarked
package bot.conversational.application.exporting;

import org.jspecify.annotations.NullMarked;

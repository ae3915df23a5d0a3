/**
 * Words: how texts and queries are taken apart into them, when two of them count as the same, and how well a text fits
 * a query. The index, the fallback and whoever else searches ask here, so that all of them find the same.
 */
@NullMarked
package bot.conversational.domain.search.text;

import org.jspecify.annotations.NullMarked;

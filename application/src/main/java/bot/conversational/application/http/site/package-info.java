/**
 * Serves the files of a site that lies in the class path, as its {@code site.json} says. It knows no file of any site,
 * and without a {@code site.json} it does nothing.
 */
@NullMarked
package bot.conversational.application.http.site;

import org.jspecify.annotations.NullMarked;

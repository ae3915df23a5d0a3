/** Imports over HTTP on a running service. */
@NullMarked
package bot.conversational.application.service.imports;

import org.jspecify.annotations.NullMarked;

/**
 * What the admin port says of the stores, the schema, the index and the model.
 */
@NullMarked
package bot.conversational.application.health;

import org.jspecify.annotations.NullMarked;

/** Health checks and metrics of the admin port: stores, schema, index and models. */
@NullMarked
package bot.conversational.application.health;

import org.jspecify.annotations.NullMarked;

/**
 * The operator's tasks, called by {@code POST /tasks/NAME} of the admin port.
 */
@NullMarked
package bot.conversational.application.tasks;

import org.jspecify.annotations.NullMarked;

/**
 * Which nodes there are: each holds a lease, and what needs a share of a limit asks how many hold one.
 */
@NullMarked
package bot.conversational.domain.cluster;

import org.jspecify.annotations.NullMarked;

/** Types that every feature of the domain uses: failures, pages of a list, sources of ids, digests. */
@NullMarked
package bot.conversational.domain.shared;

import org.jspecify.annotations.NullMarked;

/**
 * What messages consist of, and how an answer's parts are written down while they arrive: texts, reasoning, calls of
 * tools and their results, images and files, sources. This package depends on nothing else of the domain.
 */
@NullMarked
package bot.conversational.domain.llm.parts;

import org.jspecify.annotations.NullMarked;

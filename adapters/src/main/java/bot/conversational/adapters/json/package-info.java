/** Values of the domain as the JSON that several stores hold. It implements no port and knows no engine. */
@NullMarked
package bot.conversational.adapters.json;

import org.jspecify.annotations.NullMarked;

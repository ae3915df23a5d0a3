package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads the objects of which an answer consists in one protocol. A whole answer may be a single one. */
interface ChunkReader {

    /** @param json at the start of an object, which is read to its end */
    void read(JsonParser json) throws IOException;

    /** The body has ended, in whichever way: what is not complete by now never will be. */
    default void end() {}
}

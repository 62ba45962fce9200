package violators.adapter;

import com.google.gson.JsonParseException;

public class ThrowsALibrarysType {
    /** Says so. */
    public void parse() throws JsonParseException {}
}

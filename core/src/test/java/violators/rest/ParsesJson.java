package violators.rest;

import com.squareup.moshi.JsonReader;

record ParsesJson(JsonReader reader) {}

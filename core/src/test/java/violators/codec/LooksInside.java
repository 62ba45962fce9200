package violators.codec;

import java.lang.reflect.Field;

class LooksInside {
    Object field(Field field) throws IllegalAccessException {
        return field.get(this);
    }
}

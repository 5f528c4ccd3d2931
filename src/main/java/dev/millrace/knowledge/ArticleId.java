package dev.millrace.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.kernel.Ids;
import java.util.UUID;

/** The identity of an article. */
public record ArticleId(@JsonValue UUID value) {

    @JsonCreator
    public ArticleId {}

    public static ArticleId next() {
        return new ArticleId(Ids.next());
    }

    public static ArticleId of(String text) {
        return new ArticleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

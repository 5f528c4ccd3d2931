package dev.millrace.people;

import dev.millrace.kernel.Ids;
import java.util.UUID;

/** Names one company. */
public record CompanyId(UUID value) {

    static CompanyId next() {
        return new CompanyId(Ids.next());
    }

    public static CompanyId of(String text) {
        return new CompanyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.millrace.knowledge;

import dev.millrace.people.CompanyId;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the help centre, as far as that decides what they may read.
 *
 * @param signedIn as a customer
 * @param company that a customer who has signed in belongs to
 * @param staff whether they work here
 */
public record Visitor(boolean signedIn, @Nullable CompanyId company, boolean staff) {

    public static final Visitor ANYBODY = new Visitor(false, null, false);
    public static final Visitor STAFF = new Visitor(true, null, true);

    public static Visitor customer(@Nullable CompanyId company) {
        return new Visitor(true, company, false);
    }
}

package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code DATABASE_URL} in either spelling, the one of libpq and hosting providers or the one of JDBC. */
record DatabaseUrl(
        String jdbc, @Nullable String user, @Nullable String password) {

    static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(text, null, null);
        }
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw new CannotStart("DATABASE_URL must begin with postgresql:// or jdbc:postgresql://");
        }
        try {
            var uri = URI.create(text);
            var credentials = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            var jdbc = "jdbc:postgresql://%s%s%s%s"
                    .formatted(
                            uri.getHost(),
                            uri.getPort() < 0 ? "" : ":" + uri.getPort(),
                            uri.getRawPath(),
                            uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return new DatabaseUrl(jdbc, decoded(credentials, 0), decoded(credentials, 1));
        } catch (IllegalArgumentException e) {
            // Not the cause: its message would carry the password into the log.
            throw new CannotStart(
                    "DATABASE_URL is not a valid address; encode special characters of the password as %XX");
        }
    }

    private static @Nullable String decoded(String[] parts, int index) {
        // A plus sign stays one: this is the user part of an address, not a form.
        return parts.length > index
                ? URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8)
                : null;
    }

    @Override
    public String toString() {
        return "DatabaseUrl[user=%s]".formatted(user);
    }
}

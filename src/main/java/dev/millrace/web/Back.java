package dev.millrace.web;

/** The page a form was sent from: only its path, since a referrer must not send anyone to another site. */
public final class Back {

    private Back() {}

    public static String to(String referrer) {
        var path = referrer.replaceFirst("^https?://[^/]*", "");
        return path.startsWith("/") && !path.startsWith("//") ? path : "/";
    }
}

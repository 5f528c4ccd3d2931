package dev.millrace.web.portal;

/** Where a customer goes after signing in: where they wanted to go, as long as that is a page for customers. */
final class Next {

    static final String HOME = "/help/tickets";
    private static final int LONGEST = 500;

    private Next() {}

    static String safe(String wanted) {
        return safe(wanted, HOME);
    }

    static String safe(String wanted, String otherwise) {
        var ours = wanted.length() <= LONGEST
                && wanted.matches("/(help|contact)([/?][\\p{Graph}&&[^\\\\]]*)?")
                && !wanted.startsWith("/help/sign-")
                && !wanted.contains("..");
        return ours ? wanted : otherwise;
    }
}

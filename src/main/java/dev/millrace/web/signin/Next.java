package dev.millrace.web.signin;

/** Where somebody goes after signing in: where they wanted to go, as long as that is one of our own pages. */
final class Next {

    private static final String HOME = "/inbox";

    private Next() {}

    static String safe(String wanted) {
        var ours =
                wanted.matches("/[\\p{Graph}&&[^\\\\]]*") && !wanted.startsWith("//") && !wanted.startsWith("/sign-");
        return ours ? wanted : HOME;
    }
}

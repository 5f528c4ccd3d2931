package dev.millrace.web.community;

import dev.millrace.community.Member;
import dev.millrace.people.Permission;
import dev.millrace.web.Shell;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Who takes part, as the page knows them: a customer who has signed in, or one of us. */
final class Members {

    private Members() {}

    static @Nullable Member of(Shell shell) {
        if (shell.viewer() != null) {
            return new Member(shell.viewer().id(), shell.may(Permission.WRITE_TICKETS));
        }
        return shell.customer() == null ? null : new Member(shell.customer().id(), false);
    }

    /** Where somebody who has not signed in does so, and comes back from. */
    static String signIn(String path) {
        return "redirect:/help/sign-in?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}

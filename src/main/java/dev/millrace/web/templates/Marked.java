package dev.millrace.web.templates;

import dev.millrace.replies.Wording;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A filled text with what is still to be filled in marked; everything in it is escaped. */
public final class Marked {

    private static final Pattern ASKED =
            Pattern.compile(Wording.ASKED + "([^" + Wording.ASKED + Wording.ASKED_END + "]*)" + Wording.ASKED_END);

    private static final Pattern BLANK = Pattern.compile("\\{\\{([^{}]*)}}");

    private Marked() {}

    public static String html(String text) {
        return ASKED.matcher(HtmlUtils.htmlEscape(text, "UTF-8")).replaceAll("<mark>$1</mark>");
    }

    /** A text as a template is written, with its blanks marked. */
    public static String blanks(String body) {
        return BLANK.matcher(HtmlUtils.htmlEscape(body, "UTF-8")).replaceAll("<mark>$0</mark>");
    }
}

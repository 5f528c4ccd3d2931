package dev.millrace.replies;

import dev.millrace.kernel.Settings;

/** Whether somebody else must approve of a template before it is used. */
public record TemplateApproval(boolean needed) {

    public static final Settings.Key<TemplateApproval> KEY =
            new Settings.Key<>("replies.approval", TemplateApproval.class, new TemplateApproval(true));
}

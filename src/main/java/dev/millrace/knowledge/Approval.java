package dev.millrace.knowledge;

import dev.millrace.kernel.Settings;

/** Whether somebody else must approve of an article before it is published. */
public record Approval(boolean needed) {

    public static final Settings.Key<Approval> KEY =
            new Settings.Key<>("knowledge.approval", Approval.class, new Approval(false));
}

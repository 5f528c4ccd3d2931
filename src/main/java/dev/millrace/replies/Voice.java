package dev.millrace.replies;

/**
 * How a channel speaks.
 *
 * @param signature put under each reply, above the quoted history
 * @param acknowledges whether who writes gets word that it has come in
 * @param answers whether that word names articles that may answer at once
 * @param signedReturn whether answers come back to a signed address like {@code support+t7…@}; off for a mail server that
 *     does not know plus addresses
 */
public record Voice(String signature, boolean acknowledges, boolean answers, boolean signedReturn) {

    public static final Voice USUAL = new Voice("", true, true, true);
}

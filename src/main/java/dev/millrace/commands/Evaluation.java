package dev.millrace.commands;

import java.util.Map;
import java.util.Set;

/** One thing that {@link Evaluate} measures. */
interface Evaluation {

    /** The word after {@code evaluate}. */
    String name();

    /** What follows that word, as {@code --help} shows it. */
    String usage();

    Set<String> options();

    /** In the order in which they are printed. */
    Map<String, Object> figures(Options options) throws Exception;
}

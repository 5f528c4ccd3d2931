package dev.millrace.commands;

import java.util.List;
import java.util.Map;

/** Something the desk understands that can be tried on CSV files. */
interface Evaluation {

    /** The word behind {@code evaluate}. */
    String of();

    /** What follows that word. */
    String usage();

    /** What the files hold, for {@code --help}. */
    String columns();

    /** Named figures in the order to be printed. */
    Map<String, Object> figures(List<String> arguments) throws Exception;
}

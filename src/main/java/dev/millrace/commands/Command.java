package dev.millrace.commands;

import java.util.List;

/** One thing that can be asked for at a prompt. */
interface Command {

    String name();

    /** One line for the list of commands. */
    String summary();

    /** What follows the name, as {@code --help} shows it. */
    default String usage() {
        return "";
    }

    /** Answers the exit status. */
    int run(List<String> arguments) throws Exception;
}

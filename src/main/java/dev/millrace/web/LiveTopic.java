package dev.millrace.web;

import dev.millrace.people.SignedIn;

/** Something pages may be told about while they are open. What is announced is only that it changed, never what it says. */
public interface LiveTopic {

    /** The name it has in {@code kernel.Realtime} and in the page: {@code tickets} is heard as {@code live:tickets}. */
    String name();

    /** Whether this person may know that this one changed. */
    boolean reaches(SignedIn reader, String payload);
}

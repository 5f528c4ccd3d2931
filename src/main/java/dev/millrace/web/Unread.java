package dev.millrace.web;

import dev.millrace.people.SignedIn;

/** How many notices somebody has not read. */
public interface Unread {

    long count(SignedIn viewer);
}

package dev.millrace.community;

import dev.millrace.people.PersonId;

/**
 * Who takes part: somebody who has signed in.
 *
 * @param staff whether they work here
 */
public record Member(PersonId id, boolean staff) {}

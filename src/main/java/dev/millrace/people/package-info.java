/**
 * Everyone the desk knows: those who write to it, and those who sign in to answer.
 *
 * <p>Start at {@link dev.millrace.people.People} for customers, {@link dev.millrace.people.Agents} and
 * {@link dev.millrace.people.Teams} for those who work here, {@link dev.millrace.people.Permission} for what each may do, {@link dev.millrace.people.Customers} for customers
 * who sign in.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package dev.millrace.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

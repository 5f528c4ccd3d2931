/**
 * What {@code java -jar millrace.jar} runs first. Compiled for Java 17, so that an old default Java can say what is
 * missing instead of failing with a class version: it finds a JDK 25 and starts the desk on it.
 */
package dev.millrace.launch;

package dev.millrace.people;

import java.net.URI;

/** A link that was just made: mailed, or else to be handed over by whoever asked for it. It is never shown again. */
public record Handed(URI link, boolean mailed) {}

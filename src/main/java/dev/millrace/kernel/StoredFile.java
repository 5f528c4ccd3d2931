package dev.millrace.kernel;

/** A stored file: its content's SHA-256 in hexadecimal, which is also its name, and its size in bytes. */
public record StoredFile(String sha256, long size) {}

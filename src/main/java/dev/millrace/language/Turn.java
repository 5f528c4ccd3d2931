package dev.millrace.language;

/** One message of a conversation. */
public record Turn(Speaker by, String text) {

    public enum Speaker {
        CUSTOMER,
        AGENT
    }
}

package dev.millrace.web.settings;

import dev.millrace.replies.StandingLetter;

/** What somebody who speaks this language gets: in it, or else in English. */
public record InLanguage(String language, StandingLetter letter) {

    public boolean isWritten() {
        return letter.language().equals(language);
    }
}

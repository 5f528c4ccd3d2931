package dev.millrace.language;

/** Hears how far a training is. */
public interface Progress {

    Progress UNHEARD = _ -> {};

    /** @param share from 0 to 1, never less than before */
    void at(double share);
}

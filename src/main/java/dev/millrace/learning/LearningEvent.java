package dev.millrace.learning;

import java.time.Instant;

/** What others may want to know about how well the desk sorts. */
public sealed interface LearningEvent {

    /**
     * The desk is clearly less often right about a field than it was.
     *
     * @param earlier the share of tickets it was right about
     * @param recently the same of the last two weeks
     */
    record AccuracyFell(Learned field, double earlier, double recently, Instant at) implements LearningEvent {}
}

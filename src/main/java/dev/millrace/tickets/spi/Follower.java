package dev.millrace.tickets.spi;

import dev.millrace.tickets.Recorded;
import java.util.List;

/**
 * Follows the log of ticket events from where it stopped, in order, one node at a time. The cursor moves in the
 * transaction in which {@link #follow} runs: what it writes happens once, what it does outside may happen again.
 */
public interface Follower {

    /** The name its cursor is kept under; never change it. */
    String name();

    /**
     * What takes long, such as reading texts by a model, before the transaction opens in which the same events are followed. It only
     * remembers; another node may be the one that follows.
     */
    default void prepare(List<Recorded> events) {}

    void follow(List<Recorded> events);
}

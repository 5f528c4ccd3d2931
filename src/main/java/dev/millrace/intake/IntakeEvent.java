package dev.millrace.intake;

import java.time.Instant;

/** What happens at the doors and is worth telling somebody. Published in the transaction that records it. */
public sealed interface IntakeEvent {

    Instant at();

    /** A message waits for somebody to look at it. */
    record Quarantined(DeliveryId delivery, ChannelId channel, String why, Instant at) implements IntakeEvent {}

    /** A sender opens more tickets than a person does; from now on they get no acknowledgements. */
    record StormBegan(ChannelId channel, String sender, int tickets, Instant at) implements IntakeEvent {}

    record ChannelAdded(ChannelId channel, Instant at) implements IntakeEvent {}

    record ChannelChanged(ChannelId channel, Instant at) implements IntakeEvent {}

    record ChannelRemoved(ChannelId channel, Instant at) implements IntakeEvent {}
}

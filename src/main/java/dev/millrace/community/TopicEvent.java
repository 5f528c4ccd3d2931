package dev.millrace.community;

import dev.millrace.people.PersonId;

/** What others may want to know about the forum; announced when it has been committed. */
public sealed interface TopicEvent {

    TopicId topic();

    /** Something new can be read, at once or after it was held. */
    record Posted(TopicId topic, PostId post, boolean question, PersonId by) implements TopicEvent {}

    /** Something waits for one of us. */
    record Held(TopicId topic, PostId post, String reason) implements TopicEvent {}

    record Accepted(TopicId topic, PostId post, PersonId by) implements TopicEvent {}
}

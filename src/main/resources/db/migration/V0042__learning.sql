-- What the desk understands of its tickets, what it has learned from them, and what people said to that.
create schema learning;

-- The first message of a ticket, read once: its embedding as half-precision floats, by which model, and what in it sounded
-- urgent.
create table learning.understanding (
    ticket_id uuid        primary key references tickets.ticket,
    model     text        not null,
    vector    bytea       not null,
    signs     jsonb       not null default '[]',
    at        timestamptz not null
);

-- Rows are only ever added: an event says which version caused it. One can go back to those whose weights are still kept.
create table learning.model (
    field    text        not null check (field in ('category', 'team', 'priority')),
    version  integer     not null,
    kind     text        not null check (kind in ('names', 'trained')),
    labels   integer     not null,
    names    text        not null,
    examples integer     not null,
    figures  jsonb       not null,
    weights  bytea,
    made_at  timestamptz not null,
    primary key (field, version)
);

create table learning.serving (
    field   text        primary key,
    version integer     not null,
    pinned  boolean     not null,
    since   timestamptz not null,
    foreign key (field, version) references learning.model
);

-- What was thought of a ticket when it opened. It is never corrected: accuracy is this against what the ticket became.
create table learning.prediction (
    ticket_id   uuid        not null references tickets.ticket,
    field       text        not null,
    version     integer     not null,
    value       text        not null,
    probability real        not null,
    known       real        not null,
    candidates  jsonb       not null,
    words       text[]      not null,
    neighbours  jsonb       not null,
    accepted    boolean     not null,
    at          timestamptz not null,
    primary key (ticket_id, field),
    foreign key (field, version) references learning.model
);

-- Accuracy.of: one field, latest first.
create index prediction_latest on learning.prediction (field, at desc);

-- Tickets about which the desk is not sure, until somebody says what they are about. A list, as in tickets.unsorted.
create table learning.review (
    ticket_id uuid        primary key references tickets.ticket,
    since     timestamptz not null
);

-- What a person said about a ticket that was to be reviewed; no value means that none of the values fits.
create table learning.verdict (
    ticket_id uuid        not null references tickets.ticket,
    field     text        not null,
    value     text,
    by        uuid        references people.person on delete set null,
    at        timestamptz not null,
    primary key (ticket_id, field)
);

-- Said: how many have come since it was last counted.
create index verdict_said on learning.verdict (field, at);

-- How the first message of a ticket sounds to somebody who was asked.
create table learning.mood (
    ticket_id uuid        primary key references tickets.ticket,
    mood      text        not null check (mood in ('angry', 'unhappy', 'neutral', 'pleased', 'delighted')),
    by        uuid        references people.person on delete set null,
    at        timestamptz not null
);

-- Moods.answers, newest first.
create index mood_latest on learning.mood (at desc);

-- The ticket, its messages and the log of everything that happened to it.
create schema tickets;

create table tickets.category (
    id          uuid    primary key,
    name        text    not null,
    description text    not null default '',
    examples    text[]  not null default '{}',
    archived    boolean not null default false
);

-- One name means one category, whatever its letters' case.
create unique index category_name on tickets.category (lower(name));

-- fields: what is filled into the desk's own fields, by key, each as text in the one form its kind has: a number without zeros at
-- its end, a date as 2026-03-01.
-- in_hours: whether the desk was open when it came in, by the working hours of that day.
create table tickets.ticket (
    id               uuid        primary key,
    number           bigint      generated always as identity unique,
    subject          text        not null check (length(subject) between 1 and 500),
    requester_id     uuid        not null references people.person,
    status           text        not null check (status in ('new', 'open', 'waiting', 'on_hold', 'solved', 'closed')),
    status_since     timestamptz not null,
    priority         text        not null check (priority in ('immediate', 'high', 'moderate', 'low')),
    category_id      uuid        references tickets.category,
    team_id          uuid        references people.team,
    assignee_id      uuid        references people.person,
    tags             text[]      not null default '{}',
    fields           jsonb       not null default '{}',
    channel_id       uuid,
    via              text        not null check (via in ('email', 'form', 'api', 'web')),
    language         text,
    in_hours         boolean     not null,
    first_message_id uuid        not null,
    opened_at        timestamptz not null,
    updated_at       timestamptz not null,
    waiting_since    timestamptz,
    solved_at        timestamptz,
    version          integer     not null default 0
);

-- Inbox.page over unsolved tickets, latest activity first.
create index ticket_unsolved on tickets.ticket (updated_at desc, number desc)
 where status in ('new', 'open', 'waiting', 'on_hold');

-- Inbox.page over all tickets, latest activity first.
create index ticket_updated on tickets.ticket (updated_at desc, number desc);

-- Inbox.page and the API's list, newest first.
create index ticket_opened on tickets.ticket (opened_at desc, number desc);

-- Inbox.page and Inbox.counts of the tickets of one status, like those on hold, however few they are.
create index ticket_status on tickets.ticket (status, updated_at desc, number desc);

-- TimedRules.due: what has had its status for a while. New tickets are few, and are not slowed down by it.
create index ticket_status_since on tickets.ticket (status, status_since)
 where status in ('open', 'waiting', 'on_hold', 'solved');

-- Inbox.page and Inbox.count of one agent's or nobody's tickets.
create index ticket_assignee on tickets.ticket (assignee_id, status, updated_at desc, number desc);

-- Inbox.page and Inbox.count of one team's tickets.
create index ticket_team on tickets.ticket (team_id, status, updated_at desc, number desc);

-- A person's tickets, on their page and beside their ticket.
create index ticket_requester on tickets.ticket (requester_id, updated_at desc);

-- Tickets that the rules have not been asked about. A column of the ticket would say the same, and taking a ticket off the
-- list would write its row and all of its indexes once more.
create table tickets.unsorted (
    ticket_id uuid primary key references tickets.ticket
);

create table tickets.message (
    id              uuid        primary key,
    ticket_id       uuid        not null references tickets.ticket,
    direction       text        not null check (direction in ('in', 'out', 'note')),
    author_id       uuid        references people.person,
    via             text        not null check (via in ('email', 'form', 'api', 'web')),
    body            text        not null,
    html            text,
    quoted          text,
    quoted_html     text,
    signature       text,
    mail_message_id text,
    recipients      text[]      not null default '{}',
    cc              text[]      not null default '{}',
    automatic       boolean     not null default false,
    at              timestamptz not null,
    words           tsvector    generated always as (to_tsvector('simple', left(body, 100000))) stored
);

alter table tickets.ticket
    add column words tsvector generated always as (
        to_tsvector('simple', subject) || jsonb_to_tsvector('simple', fields, '["string"]')) stored,
    add constraint ticket_first_message foreign key (first_message_id) references tickets.message
        deferrable initially deferred;

-- A ticket's conversation in order.
create index message_ticket on tickets.message (ticket_id, at, id);

-- Threading by In-Reply-To and References.
create index message_mail_id on tickets.message (mail_message_id) where mail_message_id is not null;

-- TicketSearch.
create index message_words on tickets.message using gin (words) with (fastupdate = on);
create index ticket_words on tickets.ticket using gin (words) with (fastupdate = on);

create table tickets.attachment (
    id         uuid    primary key,
    message_id uuid    not null references tickets.message,
    sha256     text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint  not null,
    filename   text    not null,
    media_type text    not null,
    content_id text,
    inline     boolean not null
);

-- The attachments of a conversation.
create index attachment_message on tickets.attachment (message_id);

create table tickets.participant (
    ticket_id uuid not null references tickets.ticket,
    person_id uuid not null references people.person,
    primary key (ticket_id, person_id)
);

-- xid is the transaction that wrote the row: who follows the log reads in the order (xid, position), and only what is
-- older than every running transaction, so that nothing that commits late is passed by.
create table tickets.event (
    position  bigint      generated always as identity primary key,
    xid       xid8        not null default pg_current_xact_id(),
    id        uuid        not null,
    ticket_id uuid        not null references tickets.ticket,
    at        timestamptz not null,
    actor     jsonb       not null,
    kind      text        not null,
    detail    jsonb       not null
);

-- Timeline.of.
create index event_ticket on tickets.event (ticket_id, position);

-- Followers.after.
create index event_log on tickets.event (xid, position);

-- Fairness.of: who was given tickets since a day.
create index event_assigned on tickets.event (at) where kind = 'assignee_changed';

-- learning.Said: what people have said since it was last counted, and of which tickets.
create index event_said on tickets.event (kind, xid, ticket_id)
 where kind in ('category_changed', 'team_changed', 'priority_changed')
   and actor ->> 'kind' in ('person', 'token');

create table tickets.follower (
    name     text   primary key,
    xid      xid8   not null default '0',
    position bigint not null default 0
);

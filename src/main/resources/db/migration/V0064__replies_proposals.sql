-- Answers that agents type again and again, found by Mining and proposed as templates. A proposal that somebody put aside stays, so
-- that it is not proposed again; body is written as a template is, words are those that are always the same.
create table replies.proposal (
    id                uuid        primary key,
    language          text        not null,
    name              text        not null,
    body              text        not null,
    words             integer     not null,
    tickets           integer     not null,
    agents            integer     not null,
    since             timestamptz not null,
    latest            timestamptz not null,
    found_at          timestamptz not null,
    dismissed_at      timestamptz,
    dismissed_by      uuid        references people.person,
    dismissed_tickets integer,
    template_id       uuid
);

-- The answers that led to it, one of each ticket.
create table replies.proposal_answer (
    proposal_id uuid not null references replies.proposal on delete cascade,
    message_id  uuid not null references tickets.message on delete cascade,
    primary key (proposal_id, message_id)
);

-- Rules that are asked later than when a ticket opens: when something happens to it, or when it has been so for a while.
alter table routing.rule_version
    add column moment    jsonb not null default '{"when": "opens"}',
    add column follow_up text;

-- Since when a rule is on in its present moment. It leaves alone what happened, or was due, before: switching a rule on
-- sends no mails about the past.
alter table routing.rule
    add column active_from timestamptz;

-- An automation that has done its work, or must not: once for each stay of a ticket in the state it waits for, which
-- began at "since".
create table routing.fired (
    rule_id   uuid        not null references routing.rule,
    ticket_id uuid        not null references tickets.ticket,
    since     timestamptz not null,
    version   integer     not null,
    at        timestamptz not null,
    primary key (rule_id, ticket_id, since)
);

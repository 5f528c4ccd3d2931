-- The rules that sort new tickets: what each says is kept in every version, and how often it matched in one row a day.
create schema routing;

-- The name of the current version is repeated here, so that an index keeps it unique.
create table routing.rule (
    id          uuid        primary key,
    name        text        not null,
    version     integer     not null,
    position    integer     not null,
    enabled     boolean     not null default false,
    created_at  timestamptz not null,
    archived_at timestamptz
);

-- Two rules never differ by case alone; an archived one gives its name free.
create unique index rule_name on routing.rule (lower(name)) where archived_at is null;

-- Rows are only ever added: an event says which version caused it, and that version can always be read.
create table routing.rule_version (
    rule_id    uuid        not null references routing.rule,
    version    integer     not null,
    name       text        not null check (length(name) between 1 and 80),
    criteria   jsonb       not null,
    changes    jsonb       not null,
    stop       boolean     not null,
    created_at timestamptz not null,
    created_by uuid        references people.person on delete set null,
    primary key (rule_id, version)
);

create table routing.matched (
    rule_id uuid        not null references routing.rule,
    day     date        not null,
    tickets integer     not null,
    last_at timestamptz not null,
    primary key (rule_id, day)
);

-- What a rule could not do to a ticket, for its page; the ticket goes on without it.
create table routing.failure (
    rule_id   uuid        not null references routing.rule,
    ticket_id uuid        not null references tickets.ticket,
    version   integer     not null,
    reason    text        not null,
    at        timestamptz not null,
    primary key (rule_id, ticket_id)
);

-- Failures.of: a rule's latest.
create index failure_latest on routing.failure (rule_id, at desc);

-- Answers that are written once and used often. What is said is kept in every version; where a template lies is not said.
create table replies.template (
    id           uuid        primary key,
    folder       text        not null default '',
    team_id      uuid        references people.team,
    person_id    uuid        references people.person,
    owner_id     uuid        references people.person,
    review_days  integer     check (review_days between 7 and 1000),
    review_due   date,
    reminded_for date,
    archived_at  timestamptz,
    created_at   timestamptz not null,
    check (team_id is null or person_id is null)
);

-- Rows are only ever added: an insertion says which version it was.
create table replies.template_version (
    template_id uuid        not null references replies.template,
    version     integer     not null,
    text        jsonb       not null,
    note        text        not null default '',
    written_by  uuid        references people.person,
    approved_by uuid        references people.person,
    at          timestamptz not null,
    primary key (template_id, version)
);

-- The versions in use; two while they are compared, each for so many of a hundred tickets.
create table replies.template_serving (
    template_id uuid    not null,
    version     integer not null,
    share       integer not null check (share between 1 and 100),
    primary key (template_id, version),
    foreign key (template_id, version) references replies.template_version
);

create table replies.template_draft (
    template_id uuid        primary key references replies.template,
    text        jsonb       not null,
    waits       boolean     not null default false,
    note        text        not null default '',
    edition     integer     not null,
    written_by  uuid        not null references people.person,
    kept_at     timestamptz not null
);

-- Each time a template was put into an answer, and what became of it. message_id is null until the answer is sent, and stays
-- so when it was deleted before. kept is the share of its words that were sent, distance how many words were changed.
-- vector is what the customer had written, by which model, so that what helped once is suggested for what is like it.
create table replies.insertion (
    id          uuid        primary key,
    template_id uuid        not null,
    version     integer     not null,
    language    text        not null,
    ticket_id   uuid        not null references tickets.ticket on delete cascade,
    person_id   uuid        not null references people.person,
    macro_id    uuid,
    body        text        not null,
    at          timestamptz not null,
    message_id  uuid,
    sent        text,
    kept        real,
    distance    integer,
    sent_at     timestamptz,
    model       text,
    vector      bytea,
    foreign key (template_id, version) references replies.template_version
);

-- Insertions.sent: what somebody has put into an answer that is not sent yet.
create index insertion_pending on replies.insertion (ticket_id, person_id) where message_id is null;

-- Impact: what was sent of a template, latest first.
create index insertion_used on replies.insertion (template_id, sent_at desc) where message_id is not null;

-- Suggestions.past: what was sent lately.
create index insertion_latest on replies.insertion (sent_at desc) where message_id is not null;

-- A template and what is changed with it, in one key. An event says which version of a macro caused it.
create table replies.macro (
    id          uuid        primary key,
    version     integer     not null,
    team_id     uuid        references people.team,
    person_id   uuid        references people.person,
    archived_at timestamptz,
    check (team_id is null or person_id is null)
);

create table replies.macro_version (
    macro_id    uuid        not null references replies.macro,
    version     integer     not null,
    name        text        not null check (length(name) between 1 and 80),
    template_id uuid        references replies.template,
    changes     jsonb       not null,
    written_by  uuid        references people.person,
    at          timestamptz not null,
    primary key (macro_id, version)
);

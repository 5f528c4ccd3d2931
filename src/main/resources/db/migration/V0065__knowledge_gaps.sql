-- What customers ask again and again and no published article answers, found by Gaps. centre: the mean of what its tickets mean, by
-- which model; near: how close nine of ten of them lie to it. A gap that somebody put aside, or an article was drafted from, stays.
create table knowledge.gap (
    id                uuid        primary key,
    name              text        not null,
    model             text        not null,
    centre            bytea       not null,
    near              real        not null,
    tickets           integer     not null,
    searches          integer     not null,
    minutes           real        not null,
    weeks             integer[]   not null,
    found_at          timestamptz not null,
    dismissed_at      timestamptz,
    dismissed_by      uuid        references people.person,
    dismissed_tickets integer,
    article_id        uuid        unique references knowledge.article
);

-- Its tickets, the most typical first.
create table knowledge.gap_ticket (
    gap_id    uuid    not null references knowledge.gap on delete cascade,
    ticket_id uuid    not null references tickets.ticket on delete cascade,
    place     integer not null,
    primary key (gap_id, ticket_id)
);

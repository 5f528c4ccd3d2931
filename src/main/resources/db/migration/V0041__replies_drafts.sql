-- What somebody is still writing in a ticket. It is kept while they type, so that a closed tab or a lost session costs
-- nothing. To and cc are as typed, since a draft may hold half an
-- address; null where nobody typed any.
create table replies.draft (
    ticket_id uuid        not null references tickets.ticket on delete cascade,
    person_id uuid        not null references people.person,
    note      boolean     not null,
    body      text        not null,
    to_typed  text,
    cc_typed  text,
    kept_at   timestamptz not null,
    primary key (ticket_id, person_id)
);

-- What customers do in the portal: they write there, and say how well a ticket was solved. One rating for each solving, which
-- they may change until the next; the ticket's log keeps them all.
create table tickets.rating (
    ticket_id uuid        not null references tickets.ticket,
    solved_at timestamptz not null,
    person_id uuid        not null references people.person,
    score     text        not null check (score in ('good', 'bad')),
    comment   text        not null default '' check (length(comment) <= 2000),
    at        timestamptz not null,
    primary key (ticket_id, solved_at)
);

alter table tickets.ticket
    drop constraint ticket_via_check,
    add constraint ticket_via_check check (via in ('email', 'form', 'api', 'web', 'portal'));

alter table tickets.message
    drop constraint message_via_check,
    add constraint message_via_check check (via in ('email', 'form', 'api', 'web', 'portal'));

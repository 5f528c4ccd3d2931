-- What the desk read in a ticket's text: a guess of its mood, and how sure its category is. It comes a moment after the
-- ticket and is written anew with each reading, so it stands beside the ticket and not in it.
create table tickets.reading (
    ticket_id uuid             primary key references tickets.ticket,
    sentiment smallint         check (sentiment between -100 and 100),
    mood      text             check (mood in ('angry', 'unhappy', 'neutral', 'pleased', 'delighted')),
    certainty double precision check (certainty between 0 and 1),
    at        timestamptz      not null
);

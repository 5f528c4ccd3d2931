-- How soon somebody should look at a ticket that waits for us. Points for what makes it urgent count as hours that it has
-- waited already, so the order is by a moment in the past and stays right while everybody goes on waiting. Beside the ticket,
-- because it is written anew with everything that happens, and the ticket has many indexes.
create table tickets.urgency (
    ticket_id uuid        primary key references tickets.ticket,
    since     timestamptz not null,
    terms     jsonb       not null,
    at        timestamptz not null
);

-- Inbox.page, most urgent first; Ranking looks for those that have not been looked at for long by a scan: it is a small table.
create index urgency_order on tickets.urgency (since, ticket_id);

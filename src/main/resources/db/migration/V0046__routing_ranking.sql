-- Tickets to which something happened since their urgency was last told; heard: the customer wrote, and nobody has read it.
create table routing.unranked (
    ticket_id uuid    primary key references tickets.ticket,
    heard     boolean not null
);

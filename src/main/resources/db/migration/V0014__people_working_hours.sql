-- The hours of teams that do not work when the desk does; the desk's own are a setting.
create table people.team_hours (
    team_id uuid  primary key references people.team on delete cascade,
    hours   jsonb not null
);

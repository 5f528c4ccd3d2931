-- Sessions of signed-in people, as Spring Session JDBC wants them: any node can answer any request.
create table people.spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);

-- The hourly clean-up of ended sessions.
create index spring_session_expiry on people.spring_session (expiry_time);

-- Sessions.of lists a person's sessions; disabling a person ends them.
create index spring_session_principal on people.spring_session (principal_name) where principal_name is not null;

create table people.spring_session_attributes (
    session_primary_id char(36)     not null references people.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

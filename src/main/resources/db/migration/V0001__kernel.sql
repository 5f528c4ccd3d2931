-- What every module stands on: settings and who changed them, counted attempts, answers kept for repeated requests, jobs.
create schema kernel;

create table kernel.setting (
    name    text    primary key,
    value   jsonb   not null,
    version integer not null default 1
);

create table kernel.audit (
    id        uuid        primary key,
    at        timestamptz not null,
    by_person uuid,
    what      text        not null,
    subject   text        not null,
    before    jsonb,
    after     jsonb
);

create table kernel.throttle (
    bucket       text        not null,
    key          text        not null,
    window_start timestamptz not null,
    count        integer     not null,
    primary key (bucket, key, window_start)
);

create table kernel.idempotency (
    who         text        not null,
    key         text        not null,
    fingerprint text        not null,
    status      integer     not null,
    body        text        not null,
    at          timestamptz not null,
    primary key (who, key)
);

-- The columns are db-scheduler's (version 16).
create table kernel.job (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

-- Scheduler: what is due next.
create index job_due on kernel.job (execution_time);

-- Scheduler: jobs whose node has died.
create index job_heartbeat on kernel.job (last_heartbeat);

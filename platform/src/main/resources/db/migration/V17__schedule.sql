-- Plans that run by themselves at night, and their runs: one for a night.

create table schedule (
    id uuid primary key,
    project_id uuid not null references project on delete cascade,
    name text not null,
    record jsonb not null,
    created_at timestamptz not null,
    cancelled boolean not null default false
);
create unique index schedule_by_name on schedule (project_id, name) where not cancelled;

create table schedule_run (
    id uuid primary key,
    schedule_id uuid not null references schedule on delete cascade,
    night date not null,
    record jsonb not null,
    unique (schedule_id, night)
);

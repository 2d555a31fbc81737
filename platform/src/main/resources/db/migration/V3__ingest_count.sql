-- What became of the instances that came in; sixteen slots, so that parallel receivers seldom wait for one another.

create table ingest_count (
    project_id uuid not null references project,
    slot int not null,
    received bigint not null default 0,
    stored bigint not null default 0,
    duplicates bigint not null default 0,
    quarantined bigint not null default 0,
    primary key (project_id, slot)
);

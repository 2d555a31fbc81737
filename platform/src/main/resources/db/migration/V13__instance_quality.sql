-- What was wrong with an instance as it came, where that did not keep it out: a list of kinds and places.
create table instance_quality (
    project_id uuid not null,
    sop_uid text collate "C" not null,
    events jsonb not null,
    primary key (project_id, sop_uid),
    foreign key (project_id, sop_uid) references instance (project_id, sop_uid) on delete cascade
);

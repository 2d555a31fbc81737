-- The audit trail: events as they were written, and the chain that the sealer adds within a second.
-- Both tables only grow; the queue beside them says what is not yet sealed.

create table audit_event (
    id uuid primary key,
    at timestamptz not null,
    project_id uuid,
    event text not null
);
create index audit_event_by_project on audit_event (project_id, at);

create table audit_seal (
    sequence bigint primary key,
    event_id uuid not null unique references audit_event,
    previous text not null,
    hash text not null
);

create table audit_root (
    size bigint not null,
    at timestamptz not null,
    line text not null,
    primary key (size, at)
);

create table audit_unsealed (
    event_id uuid primary key references audit_event
);

create function audit_wait_for_seal() returns trigger language plpgsql as $$
begin
    insert into audit_unsealed values (new.id);
    return null;
end $$;
create trigger audit_event_waits after insert on audit_event
    for each row execute function audit_wait_for_seal();

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail only grows: % of % is refused', tg_op, tg_table_name;
end $$;
create trigger audit_event_grows before update or delete or truncate on audit_event
    for each statement execute function audit_refuse();
create trigger audit_seal_grows before update or delete or truncate on audit_seal
    for each statement execute function audit_refuse();
create trigger audit_root_grows before update or delete or truncate on audit_root
    for each statement execute function audit_refuse();

-- Looks at images of the running minute; they become one event per actor and study.
create table audit_image_read (
    minute timestamptz not null,
    actor text not null,
    roles text not null,
    project_id uuid not null,
    study_uid text not null,
    count bigint not null,
    primary key (minute, actor, roles, project_id, study_uid)
);

-- The tables of the ground. Headers stay JSON so that a new DICOM keyword needs no migration.

create table project (
    id uuid primary key,
    name text not null unique,
    ae_title text not null unique,
    deidentification jsonb not null,
    sealed_key bytea not null,
    created_at timestamptz not null default now()
);

create table member (
    project_id uuid not null references project,
    user_name text not null,
    primary key (project_id, user_name)
);
create index member_by_user on member (user_name);

-- Who a pseudonym stands for, sealed under the project's key; opened by a data steward only.
create table identity (
    project_id uuid not null references project,
    pseudonym text not null,
    sealed bytea not null,
    primary key (project_id, pseudonym)
);

create table instance (
    id uuid primary key default gen_random_uuid(),
    project_id uuid not null references project,
    study_uid text collate "C" not null,
    series_uid text collate "C" not null,
    sop_uid text collate "C" not null,
    instance_number int not null default 0,
    patient text collate "C" not null,
    blob text not null,
    frames int not null check (frames > 0),
    modality text not null,
    headers jsonb not null,
    source_key text,
    stored_at timestamptz not null default now(),
    unique (project_id, sop_uid)
);
create index instance_in_order on instance (project_id, study_uid, series_uid, instance_number, sop_uid);
create index instance_by_patient on instance (project_id, patient);
create index instance_by_source on instance (project_id, source_key) where source_key is not null;
create index instance_by_blob on instance (blob);
create index instance_by_header on instance using gin (headers jsonb_path_ops);
create index instance_by_study_date on instance (project_id, (headers ->> 'StudyDate'));

create table cohort (
    id uuid primary key,
    project_id uuid not null references project,
    name text not null,
    query jsonb not null,
    unique (project_id, name)
);

create table cohort_version (
    id uuid primary key,
    cohort_id uuid not null references cohort,
    number int not null,
    sha256 text not null,
    seed bigint not null,
    frozen_at timestamptz not null,
    unique (cohort_id, number)
);

create table cohort_member (
    version_id uuid not null references cohort_version,
    sop_uid text collate "C" not null,
    frame int not null,
    blob text not null,
    patient text not null,
    partition text not null,
    primary key (version_id, sop_uid, frame)
);

create table label_scheme (
    id uuid primary key,
    project_id uuid not null references project,
    name text not null,
    kind text not null,
    classes jsonb not null,
    unique (project_id, name)
);

create table label_set (
    id uuid primary key,
    project_id uuid not null references project,
    scheme_id uuid not null references label_scheme,
    name text not null,
    version int not null,
    frozen boolean not null default false,
    sha256 text,
    unique (project_id, name, version)
);

create table label (
    label_set_id uuid not null references label_set,
    sop_uid text collate "C" not null,
    frame int not null,
    classes jsonb not null,
    mask text,
    primary key (label_set_id, sop_uid, frame)
);

create table flag (
    id uuid primary key,
    project_id uuid not null references project,
    job_id uuid not null,
    sop_uid text collate "C" not null,
    frame int not null,
    issue text not null,
    score double precision not null,
    reason text not null,
    evidence jsonb not null,
    unique (job_id, sop_uid, frame, issue)
);
create index flag_by_score on flag (project_id, score desc, id);

create table decision (
    id bigint generated always as identity primary key,
    flag_id uuid not null references flag,
    verdict text not null,
    decided_by text not null,
    comment text not null,
    decided_at timestamptz not null
);
create index decision_by_flag on decision (flag_id, id);

create table encoder (
    id uuid primary key,
    project_id uuid not null references project,
    parent_id uuid references encoder,
    created_at timestamptz not null,
    record jsonb not null
);
create index encoder_by_project on encoder (project_id, created_at desc);

create table head (
    id uuid primary key,
    project_id uuid not null references project,
    encoder_id uuid not null references encoder,
    created_at timestamptz not null,
    record jsonb not null
);
create index head_by_project on head (project_id, created_at desc);

create table job (
    id uuid primary key,
    project_id uuid not null references project,
    kind text not null,
    lane text not null,
    parameters jsonb not null,
    priority int not null,
    idempotency_key text not null,
    state text not null,
    signal text not null default 'GO_ON',
    done bigint not null default 0,
    total bigint not null default 0,
    unit text not null default '',
    message text not null default '',
    attempts int not null default 0,
    epoch bigint not null default 0,
    worker text,
    lease_until timestamptz,
    checkpoint_step bigint,
    checkpoint_blob text,
    submitted_by text not null,
    submitted_at timestamptz not null,
    ended_at timestamptz,
    result jsonb not null default '{}',
    failure_code text,
    failure_message text,
    unique (project_id, idempotency_key)
);
create index job_waiting on job (lane, priority desc, submitted_at) where state in ('QUEUED', 'RUNNING');
create index job_by_project on job (project_id, submitted_at desc);

-- One point per step and name: a run that goes on elsewhere keeps one curve.
create table job_metric (
    job_id uuid not null references job,
    name text not null,
    step bigint not null,
    value double precision not null,
    primary key (job_id, name, step)
);

create table job_log (
    id bigint generated always as identity primary key,
    job_id uuid not null references job,
    at timestamptz not null default clock_timestamp(),
    text text not null
);
create index job_log_by_job on job_log (job_id, id);

create function wake_workers() returns trigger language plpgsql as $$
begin
    perform pg_notify('isocenter_job', new.lane);
    return null;
end $$;
create trigger job_waits after insert or update of state on job
    for each row when (new.state = 'QUEUED') execute function wake_workers();

-- Where the newest checkpoint cannot be read, the one before it serves.
alter table job
    add column before_step bigint,
    add column before_blob text;

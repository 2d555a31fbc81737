-- The key under which an entry of the map from pseudonym to patient is sealed (null: the project's own, before there were keys
-- for it); an entry without a sealed value was unlinked and stays so.
alter table identity
    add column key_id text,
    alter column sealed drop not null;
create index identity_by_key on identity (key_id);

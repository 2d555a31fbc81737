-- What belongs to a project goes with it, and what belongs to such a thing goes with that; last of all, for the tables of all
-- migrations. A study goes with its last instance instead, and never an instance with it.
do $$
declare
    link record;
begin
    for link in
        select conrelid::regclass as child, conname, pg_get_constraintdef(oid) as definition
        from pg_constraint
        where contype = 'f' and confdeltype = 'a' and connamespace = current_schema()::regnamespace
          and conrelid::regclass::text not like 'audit%'
          and confrelid::regclass::text not in ('study', 'series')
    loop
        execute format('alter table %s drop constraint %I', link.child, link.conname);
        execute format('alter table %s add constraint %I %s on delete cascade', link.child, link.conname, link.definition);
    end loop;
end $$;

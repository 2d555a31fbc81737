-- The way of a head from draft over reviewed and approved to retired, step by step. An approval was a word in the record before.
create table head_step (
    head_id uuid not null references head on delete cascade,
    number int not null,
    state text not null,
    actor text not null,
    comment text not null,
    intended_use text,
    limits text,
    at timestamptz not null,
    primary key (head_id, number)
);
insert into head_step (head_id, number, state, actor, comment, at)
select id, 1, 'APPROVED', record ->> 'approvedBy', 'Approved before steps were kept; the audit trail says when.', now()
from head
where record ->> 'approvedBy' is not null;
update head set record = record - 'approvedBy';

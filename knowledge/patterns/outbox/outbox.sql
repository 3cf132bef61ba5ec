-- The outbox, in the database of the state it speaks for.
create table outbox (
  position       bigint generated always as identity primary key,
  transaction_id xid8        not null default pg_current_xact_id(),
  message_id     text        not null unique, -- derived from the fact: a second insert is a bug, not a second message
  key            text        not null,        -- messages of one key keep their order
  type           text        not null,
  payload        jsonb       not null,
  correlation_id text        not null,
  causation_id   text
);

create table relay (
  name           text   primary key,
  transaction_id xid8   not null default '0',
  position       bigint not null default 0
);

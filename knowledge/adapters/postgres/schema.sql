CREATE TABLE IF NOT EXISTS events (
  stream         text   NOT NULL,
  version        bigint NOT NULL,
  position       bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id xid8   NOT NULL DEFAULT pg_current_xact_id(),
  type           text   NOT NULL,
  body           jsonb  NOT NULL,
  PRIMARY KEY (stream, version)
);
CREATE INDEX IF NOT EXISTS events_in_order ON events (transaction_id, position);

CREATE TABLE IF NOT EXISTS outbox (
  position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id xid8  NOT NULL DEFAULT pg_current_xact_id(),
  partition      int   NOT NULL,
  message        jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS outbox_in_order ON outbox (partition, transaction_id, position);

-- How far the relays have come. One row for each partition; failures counts the tries of the message after it.
CREATE TABLE IF NOT EXISTS outbox_cursors (
  partition      int    PRIMARY KEY,
  transaction_id xid8   NOT NULL DEFAULT '0',
  position       bigint NOT NULL DEFAULT 0,
  failures       int    NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS deadlines (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  due      timestamptz NOT NULL,
  partition int  NOT NULL,
  message  jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS deadlines_by_due ON deadlines (due);

CREATE TABLE IF NOT EXISTS inbox (
  key         text PRIMARY KEY,
  accepted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS dead_letters (
  consumer text  NOT NULL,
  id       text  NOT NULL,
  attempts int   NOT NULL,
  reason   text  NOT NULL,
  message  jsonb NOT NULL,
  at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, id)
);

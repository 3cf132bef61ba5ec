CREATE TABLE IF NOT EXISTS streams (
  stream   text   NOT NULL,
  version  bigint NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  -- The sequence numbers rows when they are written, the transaction shows them when it commits. A reader that goes by
  -- (commit, position) and stops short of transactions that still run cannot pass a row that is not visible yet.
  commit   xid8   NOT NULL DEFAULT pg_current_xact_id(),
  body     jsonb  NOT NULL,
  PRIMARY KEY (stream, version)
);
CREATE INDEX IF NOT EXISTS streams_in_order ON streams (commit, position);

CREATE TABLE IF NOT EXISTS inbox (
  key text PRIMARY KEY,
  at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commit   xid8   NOT NULL DEFAULT pg_current_xact_id(),
  attempts int    NOT NULL DEFAULT 0,
  message  jsonb  NOT NULL
);
CREATE INDEX IF NOT EXISTS outbox_in_order ON outbox (commit, position);

CREATE TABLE IF NOT EXISTS dead_letters (
  id      text PRIMARY KEY,
  message jsonb NOT NULL,
  reason  text  NOT NULL,
  at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS checkpoints (
  reader text  PRIMARY KEY,
  place  jsonb NOT NULL
);

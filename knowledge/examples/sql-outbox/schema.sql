CREATE TABLE accounts (
  id    TEXT PRIMARY KEY,
  owner TEXT NOT NULL
);
CREATE TABLE outbox (
  position BIGSERIAL PRIMARY KEY,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  type     TEXT NOT NULL,
  body     TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  causation_id   TEXT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  state    TEXT NOT NULL DEFAULT 'waiting',
  reason   TEXT NOT NULL DEFAULT ''
);
CREATE TABLE inbox (
  key TEXT PRIMARY KEY
);
CREATE TABLE welcomes (
  position BIGSERIAL PRIMARY KEY,
  account  TEXT NOT NULL
);

-- The next messages, oldest first. A transaction that is still running may hold a smaller number than one that is
-- visible already, so everything from the oldest running transaction on has to wait: nothing is ever skipped.
select o.position, o.transaction_id, o.message_id, o.key, o.type, o.payload
from outbox o, relay r
where r.name = $1
  and (o.transaction_id, o.position) > (r.transaction_id, r.position)
  and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
order by o.transaction_id, o.position
limit 100

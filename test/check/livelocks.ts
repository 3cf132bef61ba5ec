/** Designs that go round for ever, or nearly: what becomes of them hangs on what is fair. */
export const livelocks: Readonly<Record<string, string>> = {
  'an answer that is lost, and not given again': `
process: unheard-answer
pattern: saga
delivery: { guarantee: at_least_once, ordering: none, durable: true }
services:
  bank: { outbox: false, inbox: { key: id, onDuplicate: ignore } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: Asked
steps:
  - { id: pay, service: bank, command: Pay, success: Paid, timeout: { after: PT1M, then: retry } }
outcomes: { completed: Done }
`,
  'an answer that is lost, and given again': `
process: heard-answer
pattern: saga
delivery: { guarantee: at_least_once, ordering: none, durable: true }
services:
  bank: { outbox: false, inbox: { key: id, onDuplicate: replay_reply } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: Asked
steps:
  - { id: pay, service: bank, command: Pay, success: Paid, timeout: { after: PT1M, then: retry } }
outcomes: { completed: Done }
`,
  'what is refused, and asked for again and again': `
process: tried-for-ever
pattern: process_manager
delivery: { guarantee: at_least_once, ordering: per_key, durable: true }
services:
  bank: { outbox: true, inbox: { key: id, onDuplicate: replay_reply } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: Asked
steps:
  - { id: pay, service: bank, command: Pay, success: Paid, failure: Refused, onFailure: retry, timeout: { after: PT1M, then: retry } }
outcomes: { completed: Done }
`,
};

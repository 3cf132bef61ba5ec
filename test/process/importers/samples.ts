import type { ImportFormat } from '../../../src/process/importers/index.ts';

/** One small process per format, the way somebody who does not know us would write it. */
export const SAMPLES: Readonly<Record<ImportFormat, string>> = {
  'amazon-states-language': JSON.stringify({
    Comment: 'Trip booking',
    StartAt: 'Reserve flight',
    States: {
      'Reserve flight': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'reserveFlight' },
        Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2, IntervalSeconds: 30 }],
        Catch: [{ ErrorEquals: ['NoSeats'], Next: 'Cancel trip' }],
        Next: 'Both',
      },
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Reserve hotel',
            States: {
              'Reserve hotel': {
                Type: 'Task',
                Resource: 'arn:aws:lambda:eu-west-1:1:function:reserveHotel',
                TimeoutSeconds: 900,
                End: true,
              },
            },
          },
          {
            StartAt: 'Rent car',
            States: {
              'Rent car': { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
            },
          },
        ],
        Next: 'Charge',
      },
      Charge: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'charge' },
        End: true,
      },
      'Cancel trip': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'cancelFlight' },
        End: true,
      },
    },
  }),
  asyncapi: `asyncapi: 3.0.0
info: { title: Billing, version: 1.2.0 }
channels:
  charges:
    address: billing.charges
    messages:
      chargeCard: { $ref: '#/components/messages/ChargeCard' }
  results:
    address: billing.results
    messages:
      charged: { $ref: '#/components/messages/CardCharged' }
      refused: { $ref: '#/components/messages/CardRefused' }
operations:
  onChargeCard:
    action: receive
    channel: { $ref: '#/channels/charges' }
    reply: { channel: { $ref: '#/channels/results' } }
components:
  messages:
    ChargeCard: { payload: { type: object, properties: { orderId: { type: string }, card: { type: object, properties: { token: {} } } } } }
    CardCharged: { payload: { type: object } }
    CardRefused: { payload: { type: object } }
`,
  bpmn: `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
  <message id="m1" name="Claim filed"/>
  <error id="e1" name="Not covered"/>
  <process id="claims" name="Claims">
    <laneSet id="l"><lane id="l1" name="Desk"><flowNodeRef>check</flowNodeRef></lane><lane id="l2" name="Bank"><flowNodeRef>pay</flowNodeRef></lane></laneSet>
    <startEvent id="s"><messageEventDefinition messageRef="m1"/></startEvent>
    <userTask id="check" name="Check claim"/>
    <boundaryEvent id="b1" attachedToRef="check"><errorEventDefinition errorRef="e1"/></boundaryEvent>
    <boundaryEvent id="b2" attachedToRef="check" cancelActivity="false"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
    <exclusiveGateway id="g"/>
    <serviceTask id="pay" name="Pay out"/>
    <boundaryEvent id="b3" attachedToRef="pay"><compensateEventDefinition/></boundaryEvent>
    <serviceTask id="recall" name="Recall payment" isForCompensation="true"/>
    <association id="a" sourceRef="b3" targetRef="recall"/>
    <endEvent id="e"/>
    <endEvent id="no"><terminateEventDefinition/></endEvent>
    <sequenceFlow id="f1" sourceRef="s" targetRef="check"/>
    <sequenceFlow id="f2" sourceRef="check" targetRef="g"/>
    <sequenceFlow id="f3" sourceRef="g" targetRef="pay"><conditionExpression>\${amount &lt; 1000}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="pay" targetRef="e"/>
    <sequenceFlow id="f5" sourceRef="b1" targetRef="no"/>
  </process>
</definitions>`,
  eventcatalog: `---
id: SubscriptionRenewal
name: Subscription renewal
version: 1.0.0
steps:
  - id: user
    title: Subscriber
    actor: { name: Subscriber }
    next_step: { id: asked }
  - id: asked
    title: Renewal due
    message: { id: RenewalDue }
    next_step: billing
  - id: billing
    title: Charge the card
    service: { id: Billing }
    next_steps:
      - { id: charged, label: paid }
      - { id: failed, label: card declined }
  - id: charged
    title: Charged
    message: { id: CardCharged }
    next_step: mail
  - id: failed
    title: Failed
    message: { id: CardDeclined }
  - id: mail
    title: Send receipt
    externalSystem: { name: Mailer }
---
# Renewal
`,
  'mermaid-sequence': `sequenceDiagram
  participant W as Web shop
  participant O as Orders
  participant P as Payments
  participant S as Stock
  W->>O: Place order
  O->>P: Charge card
  alt declined
    P-->>O: Card declined
  else
    P-->>O: Card charged
  end
  par
    O->>S: Reserve stock
    S-->>O: Stock reserved
  and
    O->>W: Send receipt
    W-->>O: Receipt sent
  end
  O-->>W: Order confirmed
`,
  'mermaid-state': `stateDiagram-v2
  [*] --> Pending: OrderPlaced / ChargeCard
  Pending --> Paid: CardCharged / ShipParcel
  Pending --> Cancelled: CardDeclined
  Pending --> Cancelled: after PT30M
  Paid --> Completed: ParcelShipped
  Completed --> [*]
  Cancelled --> [*]
`,
  'serverless-workflow': `document: { dsl: '1.0.0', namespace: demo, name: onboarding, version: '2.1.0' }
schedule: { on: { one: { with: { type: CustomerSignedUp } } } }
do:
  - createAccount:
      call: http
      with: { method: post, endpoint: https://accounts.example.com }
  - checks:
      fork:
        branches:
          - identity:
              do:
                - request: { emit: { event: { with: { type: CheckIdentity, source: https://kyc.example.com } } } }
                - wait: { listen: { to: { one: { with: { type: IdentityChecked } } } } }
          - credit:
              if: \${ .amount > 1000 }
              call: creditCheck
  - welcome: { emit: { event: { with: { type: CustomerOnboarded, source: https://crm.example.com } } } }
`,
};

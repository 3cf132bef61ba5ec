import { describe, expect, test } from 'vitest';
import { importProcess } from '../../../src/process/importers/index.ts';

/** Two tasks; an error of either is caught by a sub-process that an event starts. */
const withHandler = (handler: string): string => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <process id="p" name="move house">
    <startEvent id="start" name="Move asked"/>
    <serviceTask id="van" name="Hire van"/>
    <serviceTask id="crew" name="Hire crew"/>
    <endEvent id="end"/>
    <boundaryEvent id="mark" attachedToRef="van"><compensateEventDefinition/></boundaryEvent>
    <serviceTask id="giveBack" name="Give van back" isForCompensation="true"/>
    <association id="tie" sourceRef="mark" targetRef="giveBack"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="van"/>
    <sequenceFlow id="f2" sourceRef="van" targetRef="crew"/>
    <sequenceFlow id="f3" sourceRef="crew" targetRef="end"/>
    <subProcess id="handler" triggeredByEvent="true">${handler}</subProcess>
  </process>
</definitions>`;

const undoes = `
  <startEvent id="broken"><errorEventDefinition/></startEvent>
  <intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>
  <serviceTask id="tell" name="Tell the customer"/>
  <endEvent id="off" name="Move called off"/>
  <sequenceFlow id="h1" sourceRef="broken" targetRef="undo"/>
  <sequenceFlow id="h2" sourceRef="undo" targetRef="tell"/>
  <sequenceFlow id="h3" sourceRef="tell" targetRef="off"/>`;

const read = (handler: string) => {
  const result = importProcess(withHandler(handler), 'bpmn');
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
};

describe('a sub-process that an error starts', () => {
  test('makes every task of its scope one that can be refused and be undone for', () => {
    const { process, missing } = read(undoes);
    expect(process.steps).toMatchObject([
      { id: 'hire-van', failure: 'HireVanFailed', onFailure: 'compensate', compensation: { command: 'GiveVanBack' } },
      { id: 'hire-crew', failure: 'HireCrewFailed', onFailure: 'compensate', after: ['hire-van'] },
    ]);
    expect(process.outcomes.cancelled).toBe('MoveCalledOff');
    const questions = missing.map(({ question }) => question).join('\n');
    expect(questions).toContain('"Tell the customer" is done only in a sub-process that an event starts');
    expect(questions).toContain('Errors of "Hire van", "Hire crew" are caught for all of them at once');
  });

  test('without compensation only stops', () => {
    const { process } = read('<startEvent id="broken"><errorEventDefinition/></startEvent><endEvent id="off"/>');
    expect(process.steps.map(({ onFailure }) => onFailure)).toEqual(['fail', 'fail']);
  });

  test('is none when a timer starts it', () => {
    const { process } = read('<startEvent id="late"><timerEventDefinition/></startEvent><task id="nag" name="Nag"/>');
    expect(process.steps).toHaveLength(2);
    expect(process.steps.every(({ failure }) => failure === undefined)).toBe(true);
  });
});

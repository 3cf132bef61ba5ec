import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { actionsOfSpin, actionsOfStates } from '../../src/check/export/read-trace.ts';
import { tlaOf } from '../../src/check/export/tla.ts';
import { formalOf, storyFrom } from '../../src/check/index.ts';
import { interpret } from '../../src/check/interpret.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import { catalogueText, processFrom } from './documents.ts';
import { tlaChecker } from './tla-checker.ts';

const compiled = (id: string) => compile(lower(processFrom(catalogueText(id))), noReductions);

/** The slow tests do the same for every design of up to 20,000 states, and for SPIN. */
describe('an independent TLA+ checker', () => {
  it.each(['v6a', 'v6b', 'v6c', 'v7d', 'v7e'])('counts the same states of %s', (id) => {
    const { model, program } = compiled(id);
    const { states } = search(program, interpret(program), false, { states: 50_000, bytes: 1e9 });
    const { states_explored, success } = tlaChecker(tlaOf(model, program, { invariants: false }));
    expect({ states: states_explored, success }).toEqual({ states: states.count(), success: true });
  });

  it('finds what we find, and its counterexample reads as our story', () => {
    const process = processFrom(catalogueText('v7d'));
    const { success, trace } = tlaChecker(formalOf(process, 'tla'));
    expect(success).toBe(false);
    const story = storyFrom(process, (trace ?? []).join('\n'));
    expect(story?.steps.at(-1)).toMatchObject({
      actor: 'front-desk',
      overwrites: expect.stringMatching(/CheckedOut$/),
    });
  });

  it('is not believed when its states are not ours', () => {
    const { model, program } = compiled('v7d');
    expect(actionsOfStates(model, program, 'State 0\n  net = {}\nState 1\n  net = {"nothing"}\n')).toBeNull();
  });
});

describe('Promela', () => {
  it('numbers its steps so that a trail can be read back', () => {
    expect(formalOf(processFrom(catalogueText('v6a')), 'promela')).toContain('printf("action 0\\n")');
    expect(actionsOfSpin('spin: something\n  action 3\n        action 17\n')).toEqual([3, 17]);
  });
});
